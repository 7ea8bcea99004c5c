// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.it;

import static org.apache.iggy.connector.pinot.it.TableProgress.awaitConsumed;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.iggy.connector.pinot.embedded.EmbeddedPinot;
import org.apache.iggy.connector.pinot.embedded.EmbeddedPinotOptions;
import org.apache.iggy.connector.pinot.embedded.EmbeddedTable;
import org.apache.iggy.connector.protocol.message.HeaderField;
import org.apache.iggy.connector.protocol.message.Partitioning;
import org.apache.iggy.connector.protocol.message.UserHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tables of docs/pinot/upsert-and-dedup.md, each over a commit and a restart. */
class RecipesTest {
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  @TempDir Path directory;
  private IggyUnderTest iggy;
  private TopicWriter orders;

  @BeforeEach
  void start() {
    iggy = IggyUnderTest.start();
    orders = TopicWriter.create(iggy.address(), "shop", "orders", 3);
  }

  @AfterEach
  void stop() {
    orders.close();
    iggy.close();
  }

  /** What a test does to its topic, in two parts. */
  private interface Sending {
    void run();
  }

  /** Sends, consumes and commits; restarts; sends and consumes the rest; returns the rows. */
  private List<List<Object>> rowsOf(String recipe, Sending before, Sending after, String columns)
      throws IOException {
    DocumentedTable documented =
        DocumentedTable.read("upsert-and-dedup.md", recipe, iggy.address());
    before.run();
    try (EmbeddedPinot pinot = startPinot()) {
      EmbeddedTable table = documented.createIn(pinot);
      awaitConsumed(table, orders.sent());
      table.commitSegment(DEADLINE);
    }
    after.run();
    try (EmbeddedPinot pinot = startPinot()) {
      awaitConsumed(documented.createIn(pinot), orders.sent());
      String sql = "SELECT " + columns + " FROM orders ORDER BY 1 LIMIT 100";
      return pinot.query(sql).rows();
    }
  }

  private EmbeddedPinot startPinot() {
    return EmbeddedPinot.start(EmbeddedPinotOptions.defaults().withDataDirectory(directory));
  }

  @Test
  void shouldKeepTheLatestMessageOfEachKeyInAHeader() throws IOException {
    List<List<Object>> rows =
        rowsOf(
            "latest-message",
            () -> {
              sendKeyed("order-1", "{\"status\":\"new\",\"amount\":1,\"updatedAt\":2000}");
              sendKeyed("order-2", "{\"status\":\"new\",\"amount\":2,\"updatedAt\":1000}");
              sendKeyed("order-1", "{\"status\":\"paid\",\"amount\":3,\"updatedAt\":1000}");
            },
            () -> {
              sendKeyed("order-2", "");
              sendKeyed("order-3", "{\"status\":\"new\",\"amount\":5,\"updatedAt\":1000}");
              sendKeyed("order-1", "{\"status\":\"sent\",\"amount\":4,\"updatedAt\":500}");
            },
            "__key, status, amount");
    assertThat(rows)
        .containsExactly(
            List.of("order-1", "sent", 4L),
            List.of("order-2", "new", 2L),
            List.of("order-3", "new", 5L));
  }

  @Test
  void shouldKeepTheRowWithTheLatestTimeOfEachKeyInThePayload() throws IOException {
    List<List<Object>> rows =
        rowsOf(
            "latest-time",
            () -> {
              send(1, "\"status\":\"new\",\"amount\":1,\"updatedAt\":1000");
              send(2, "\"status\":\"new\",\"amount\":2,\"updatedAt\":1000");
              send(1, "\"status\":\"paid\",\"amount\":3,\"updatedAt\":3000");
            },
            () -> {
              send(1, "\"status\":\"late\",\"amount\":9,\"updatedAt\":2000");
              send(2, "\"status\":\"paid\",\"amount\":4,\"updatedAt\":2000");
            },
            "orderId, status, amount");
    assertThat(rows).containsExactly(List.of(1L, "paid", 3L), List.of(2L, "paid", 4L));
  }

  @Test
  void shouldRemoveTheRowsOfKeysThatAreDeleted() throws IOException {
    UserHeaders deleted = UserHeaders.builder().put("deleted", HeaderField.ofBool(true)).build();
    List<List<Object>> rows =
        rowsOf(
            "deletes",
            () -> {
              send(1, "\"status\":\"new\",\"amount\":1,\"updatedAt\":1000");
              send(2, "\"status\":\"new\",\"amount\":2,\"updatedAt\":1000");
              send(3, "\"status\":\"new\",\"amount\":3,\"updatedAt\":1000");
              send(1, "\"updatedAt\":2000", deleted);
            },
            () -> {
              send(2, "\"updatedAt\":2000", deleted);
              send(1, "\"status\":\"again\",\"amount\":7,\"updatedAt\":3000");
            },
            "orderId, status, amount");
    assertThat(rows).containsExactly(List.of(1L, "again", 7L), List.of(3L, "new", 3L));
  }

  @Test
  void shouldAddUpMessagesThatArePartsOfARow() throws IOException {
    List<List<Object>> rows =
        rowsOf(
            "parts",
            () -> {
              send(1, "\"status\":\"new\",\"amount\":1,\"updatedAt\":1000");
              send(1, "\"amount\":10,\"updatedAt\":2000");
              send(2, "\"status\":\"new\",\"amount\":2,\"updatedAt\":1000");
            },
            () -> {
              send(1, "\"amount\":100,\"updatedAt\":3000");
              send(2, "\"status\":\"paid\",\"updatedAt\":2000");
            },
            "orderId, status, amount");
    assertThat(rows).containsExactly(List.of(1L, "new", 111L), List.of(2L, "paid", 2L));
  }

  @Test
  void shouldTakeTheFirstMessageOfEachKeyOnly() throws IOException {
    List<List<Object>> rows =
        rowsOf(
            "dedup",
            () -> {
              send(1, "\"status\":\"first\",\"amount\":1,\"updatedAt\":1000");
              send(1, "\"status\":\"again\",\"amount\":1,\"updatedAt\":2000");
              send(2, "\"status\":\"first\",\"amount\":2,\"updatedAt\":1000");
            },
            () -> {
              send(1, "\"status\":\"again\",\"amount\":1,\"updatedAt\":3000");
              send(2, "\"status\":\"again\",\"amount\":2,\"updatedAt\":2000");
              send(3, "\"status\":\"first\",\"amount\":3,\"updatedAt\":1000");
            },
            "orderId, status, amount");
    assertThat(rows)
        .containsExactly(
            List.of(1L, "first", 1L), List.of(2L, "first", 2L), List.of(3L, "first", 3L));
  }

  private void sendKeyed(String key, String payload) {
    orders.send(Partitioning.key(key), payload, UserHeaders.builder().put("order-id", key).build());
  }

  private void send(long orderId, String fields) {
    send(orderId, fields, UserHeaders.empty());
  }

  private void send(long orderId, String fields, UserHeaders headers) {
    String payload = "{\"orderId\":" + orderId + "," + fields + "}";
    orders.send(Partitioning.key(Long.toString(orderId)), payload, headers);
  }
}
