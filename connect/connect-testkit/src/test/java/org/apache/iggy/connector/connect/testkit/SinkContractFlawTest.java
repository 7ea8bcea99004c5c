// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.iggy.connector.connect.api.SinkConnector;
import org.apache.iggy.connector.connect.testkit.ModelSink.Flaw;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.platform.testkit.engine.Events;

/** The contract finds what is wrong with a sink: a clause that no flaw can break proves nothing. */
class SinkContractFlawTest {
  private static final String PASSWORD = "open-sesame-37";
  private static Flaw flaw = Flaw.NONE;

  @Test
  void shouldPassASinkThatKeepsTheContract() {
    flaw = Flaw.NONE;
    Events tests = ContractRun.of(ModelSinkContract.class);
    assertThat(tests.failed().list()).isEmpty();
    assertThat(tests.aborted().count()).isZero();
    assertThat(tests.succeeded().count()).isGreaterThan(10);
  }

  @ParameterizedTest
  @CsvSource({
    "LOSES_THE_LAST_RECORD_OF_A_BATCH, shouldKeepTheOrderOfBatches",
    "WRITES_A_RECORD_TWICE, shouldHaveARecordOnceThatIsWrittenAgain",
    "TURNS_BATCHES_AROUND, shouldKeepTheOrderOfBatches",
    "LEAVES_PARTITIONS_OUT_OF_ITS_KEY, shouldKeepPartitionsAndTopicsApart",
    "LEAVES_TOPICS_OUT_OF_ITS_KEY, shouldKeepPartitionsAndTopicsApart",
    "FAILS_ON_EMPTY_BATCHES, shouldTakeAnEmptyBatch",
    "FAILS_AS_A_WHOLE, shouldRejectABrokenRecordAlone",
    "FAILS_AS_A_WHOLE, shouldRejectARefusedRecordAlone",
    "NAMES_THE_WRONG_RECORD, shouldRejectABrokenRecordAlone",
    "DROPS_BROKEN_RECORDS, shouldRejectABrokenRecordAlone",
    "DROPS_BROKEN_RECORDS, shouldSurviveAnEmptyPayload",
    "DROPS_REUSED_OFFSETS, shouldReportAnOffsetThatWasReused",
    "TAKES_OUTAGES_FOR_SUCCESS, shouldWriteAgainAfterAnOutage",
    "TAKES_OUTAGES_FOR_GOOD, shouldWriteAgainAfterAnOutage",
    "LOGS_ITS_PASSWORD, shouldShowNoSecrets",
    "WRITES_WHEN_IT_VERIFIES, shouldVerifyAndChangeNothing",
    "CUTS_LARGE_PAYLOADS, shouldSurviveAnOversizedPayload",
    "TAKES_NO_LARGE_BATCHES, shouldTakeALargeBatch",
    "DROPS_OTHER_SHAPES, shouldSurviveDocumentsOfAnotherShape"
  })
  void shouldFindWhatIsWrong(Flaw broken, String delivery) {
    flaw = broken;
    assertThat(ContractRun.of(ModelSinkContract.class, delivery).failed().count()).isEqualTo(1);
  }

  /** Run by this class only: its name is not that of a test. */
  static class ModelSinkContract extends SinkAloneContract {
    private final ModelSink.Target target = new ModelSink.Target();

    @Override
    protected SinkConnector newSink() {
      return new ModelSink(target, flaw);
    }

    @Override
    protected Map<String, Object> pluginConfig() {
      return Map.of("password", PASSWORD);
    }

    @Override
    protected List<byte[]> readTarget() {
      return target.rows.values().stream().map(row -> row.payload().bytes()).toList();
    }

    @Override
    protected byte[] rejectedPayload() {
      return ("{\"" + ModelSink.REFUSED + "\":true}").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    protected void takeTargetAway() {
      target.away = true;
    }

    @Override
    protected void bringTargetBack() {
      target.away = false;
    }

    @Override
    protected List<String> secrets() {
      return List.of(PASSWORD);
    }
  }
}
