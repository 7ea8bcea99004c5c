// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.iggy.connector.connect.api.Payload;
import org.apache.iggy.connector.connect.api.SourceConnector;
import org.apache.iggy.connector.connect.testkit.ModelSource.Flaw;
import org.apache.iggy.connector.connect.testkit.load.NumberedPayload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.platform.testkit.engine.Events;

/** The contract finds what is wrong with a source. */
class SourceContractFlawTest {
  private static final String PASSWORD = "open-sesame-37";
  private static Flaw flaw = Flaw.NONE;

  @Test
  void shouldPassASourceThatKeepsTheContract() {
    flaw = Flaw.NONE;
    Events tests = ContractRun.of(ModelSourceContract.class);
    assertThat(tests.failed().list()).isEmpty();
    assertThat(tests.aborted().count()).isZero();
    assertThat(tests.succeeded().count()).isGreaterThan(10);
  }

  @ParameterizedTest
  @CsvSource({
    "TAKES_RECORDS_BEFORE_THEY_ARE_SAFE, shouldGiveAgainWhatWasNotAcknowledged",
    "TAKES_RECORDS_WHEN_IT_VERIFIES, shouldVerifyAndTakeNothing",
    "BEGINS_ANEW_EACH_TIME, shouldGoOnBehindTheStateItIsGiven",
    "SKIPS_THE_RECORD_BEHIND_ITS_STATE, shouldGoOnBehindTheStateItIsGiven",
    "SKIPS_THE_RECORD_BEHIND_ITS_STATE, shouldGiveAgainWhatWasNotAcknowledged",
    "BEGINS_ANEW_ON_A_FOREIGN_STATE, shouldRefuseAForeignState",
    "GIVES_RANDOM_IDS, shouldGiveTheSameIdAgain",
    "GIVES_NO_IDS, shouldGiveTheSameIdAgain",
    "TURNS_BATCHES_AROUND, shouldKeepTheOrder",
    "LOSES_A_RECORD, shouldKeepTheOrder",
    "FAILS_WHEN_THERE_IS_NOTHING, shouldReturnAnEmptyBatchWhenThereIsNothing",
    "TAKES_OUTAGES_FOR_GOOD, shouldGoOnAfterAnOutage",
    "FAILS_FOR_EVER_AFTER_AN_OUTAGE, shouldGoOnAfterAnOutage",
    "LOGS_ITS_PASSWORD, shouldShowNoSecrets",
    "CUTS_LARGE_RECORDS, shouldGiveAnOversizedRecordInFull",
    "FAILS_ON_OTHER_SHAPES, shouldSurviveRecordsOfAnotherShape"
  })
  void shouldFindWhatIsWrong(Flaw broken, String delivery) {
    flaw = broken;
    assertThat(ContractRun.of(ModelSourceContract.class, delivery).failed().count()).isEqualTo(1);
  }

  /** Run by this class only: its name is not that of a test. */
  static class ModelSourceContract extends SourceAloneContract {
    private final ModelSource.Origin origin = new ModelSource.Origin();

    @Override
    protected SourceConnector newSource() {
      return new ModelSource(origin, flaw);
    }

    @Override
    protected Map<String, Object> pluginConfig() {
      return Map.of("password", PASSWORD);
    }

    @Override
    protected void produce(long first, int count, int sizeBytes) {
      for (long number = first; number < first + count; number++) {
        add(Payload.raw(NumberedPayload.of(number, sizeBytes)));
      }
    }

    @Override
    protected void produceDrifted() {
      add(Payload.text("[]"));
    }

    private void add(Payload payload) {
      origin.records.put((long) origin.records.size(), payload);
    }

    @Override
    protected void takeSystemAway() {
      origin.away = true;
    }

    @Override
    protected void bringSystemBack() {
      origin.away = false;
    }

    @Override
    protected long patienceMillis() {
      // Only what is broken uses it up.
      return flaw == Flaw.NONE ? super.patienceMillis() : 300;
    }

    @Override
    protected List<String> secrets() {
      return List.of(PASSWORD);
    }
  }
}
