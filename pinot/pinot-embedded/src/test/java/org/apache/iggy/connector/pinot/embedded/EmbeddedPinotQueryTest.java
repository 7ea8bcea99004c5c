// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.apache.iggy.connector.pinot.embedded.stream.InMemoryTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Queries over a table of which half is committed and half is consuming. */
class EmbeddedPinotQueryTest {
  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final int ROWS = 3_000;

  private static EmbeddedPinot pinot;

  @BeforeAll
  static void fillTable() {
    pinot = EmbeddedPinot.start();
    InMemoryTopic topic = InMemoryTopic.create(Payments.TOPIC, 2);
    EmbeddedTable table = pinot.createTable(Payments.schema(), Payments.tableConfig(1_000_000));
    Payments.append(topic, 2, 0, ROWS / 2);
    table.awaitRows(ROWS / 2, DEADLINE);
    table.commitSegment(DEADLINE);
    Payments.append(topic, 2, ROWS / 2, ROWS);
    table.awaitRows(ROWS, DEADLINE);
  }

  @AfterAll
  static void closePinot() {
    pinot.close();
  }

  @Test
  void shouldGroupAndOrderOverCommittedAndConsumingRows() {
    QueryResult result =
        pinot.query(
            "SELECT name, COUNT(*) AS n, MAX(id) FROM payments GROUP BY name"
                + " ORDER BY MAX(id) DESC LIMIT 2");

    assertThat(result.columnNames()).containsExactly("name", "n", "max(id)");
    assertThat(result.columnTypes()).containsExactly("STRING", "LONG", "DOUBLE");
    assertThat(result.rows())
        .containsExactly(List.of("name2", 1_000L, 2_999.0), List.of("name1", 1_000L, 2_998.0));
  }

  @Test
  void shouldSelectRowsInOrderWhenTheyLieInBothKindsOfSegments() {
    QueryResult result =
        pinot.query(
            "SELECT id, amount FROM payments WHERE id BETWEEN 1499 AND 1500 ORDER BY id DESC");

    assertThat(result.rows()).containsExactly(List.of(1_500L, 3_000L), List.of(1_499L, 2_998L));
  }

  @Test
  void shouldTellWhatAQueryCost() {
    QueryResult result = pinot.query("SELECT SUM(amount) FROM payments WHERE id < 2000");

    assertThat(result.docsScanned()).isEqualTo(2_000);
    assertThat(result.totalDocs()).isEqualTo(ROWS);
    assertThat(result.segmentsQueried()).isEqualTo(4);
    assertThat(result.consumingSegmentsQueried()).isEqualTo(2);
    assertThat(result.elapsedMillis()).isNotNegative();
    assertThat(result.freshnessTimeMillis()).isPositive();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT COUNT(*) FROM payments_REALTIME|3000",
        "SELECT COUNT(*) FROM payments WHERE payments.ID = 7|1",
        "SELECT MAX(AMOUNT) FROM payments|5998",
        "SELECT COUNT(*) FROM payments WHERE $segmentName LIKE 'payments%'|3000",
        "SELECT COUNT(*) FROM payments WHERE name IN ('name1', 'name2') AND NOT id > 5|4",
        "SELECT DISTINCTCOUNTHLL(name) FROM payments|3",
        "SELECT COUNT(*) FROM payments WHERE upper(name) = 'NAME1'|1000",
        "SELECT COUNT(*) FROM payments WHERE id = -1|0",
        "SET timeoutMs=9000; SELECT COUNT(*) FROM payments|3000",
      })
  void shouldAnswerAsABrokerWould(String sql, long expected) {
    assertThat(pinot.query(sql).longAt(0, 0)).isEqualTo(expected);
    assertThat(pinot.query(sql).longAt(0, 0)).as("the same again").isEqualTo(expected);
  }

  @Test
  void shouldTellTheTimeAnewWhenTheSameQueryIsAskedAgain() {
    String sql = "SELECT now() FROM payments WHERE ago('PT1H') > 0 LIMIT 1";
    long told = pinot.query(sql).longAt(0, 0);
    long later = System.currentTimeMillis();
    while (later <= told) {
      later = System.currentTimeMillis();
    }

    assertThat(pinot.query(sql).longAt(0, 0)).isGreaterThanOrEqualTo(later);
  }

  @Test
  void shouldPageThroughRowsWhenTheSameQueryIsAskedAgain() {
    String sql = "SELECT id FROM payments ORDER BY id LIMIT 2 OFFSET 1";

    assertThat(pinot.query(sql).rows()).containsExactly(List.of(1L), List.of(2L));
    assertThat(pinot.query(sql).rows()).containsExactly(List.of(1L), List.of(2L));
  }

  @Test
  void shouldShowAllColumnsButNoVirtualOnesWhenAskedForStar() {
    assertThat(pinot.query("SELECT * FROM payments LIMIT 1").columnNames())
        .containsExactly("amount", "id", "name");
    assertThat(pinot.query("SELECT *, id AS again FROM payments LIMIT 1").columnNames())
        .containsExactly("amount", "id", "name", "again");
  }

  @Test
  void shouldNameTheColumnsWhenNoRowMatches() {
    QueryResult result = pinot.query("SELECT id, name FROM payments WHERE id = -1");

    assertThat(result.rows()).isEmpty();
    assertThat(result.columnNames()).containsExactly("id", "name");
  }

  @Test
  void shouldExplainAPlan() {
    QueryResult result = pinot.query("EXPLAIN PLAN FOR SELECT COUNT(*) FROM payments WHERE id = 1");

    assertThat(result.columnNames()).containsExactly("Operator", "Operator_Id", "Parent_Id");
    assertThat(result.rows()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELEC COUNT(*) FROM payments|line 1, column 1",
        "SELECT COUNT(* FROM payments|line 1, column 16",
        "SELECT COUNT(*) FROM nothing|table nothing does not exist",
        "SELECT nonsense FROM payments|Unknown columnName 'nonsense' found in the query",
        "SELECT COUNT(*) FROM payments WHERE wrong = 1|Unknown columnName 'wrong'",
        "SELECT nofunction(id) FROM payments|nofunction",
        "SELECT a.id FROM payments a JOIN payments b ON a.id = b.id|multi-stage engine",
        "SELECT 1|FROM",
        "SET timeoutMs=soon; SELECT COUNT(*) FROM payments|literals",
        "SET timeoutMs='soon'; SELECT COUNT(*) FROM payments|timeoutMs",
        "SET timeoutMs=0; SELECT COUNT(*) FROM payments|timeoutMs",
        "' '|empty",
      })
  void shouldGiveAReadableErrorWhenAQueryIsWrong(String sql, String expected) {
    assertThatThrownBy(() -> pinot.query(sql))
        .isInstanceOf(PinotQueryException.class)
        .hasMessageContaining(expected)
        .message()
        .hasSizeLessThan(400)
        .doesNotContain("\tat ", "Was expecting");
  }

  /** Pinot's own function sleep works only with assertions enabled, as Surefire does. */
  @Test
  void shouldFailWhenAQueryTakesLongerThanItsTimeout() {
    String sql = "SELECT COUNT(*) FROM payments WHERE sleep(id + 20) > 0";

    assertThatThrownBy(() -> pinot.query(sql, Duration.ofMillis(200)))
        .isInstanceOf(PinotQueryException.class)
        .hasMessageMatching("(?is).*tim(ing|ed) ?out.*");
    assertThatThrownBy(() -> pinot.query("SET timeoutMs=200; " + sql))
        .isInstanceOf(PinotQueryException.class);
    assertThat(pinot.query("SELECT COUNT(*) FROM payments").longAt(0, 0)).isEqualTo(ROWS);
  }
}
