// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.apache.iggy.connector.client.IggyException;
import org.apache.iggy.connector.connect.api.CodecException;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.ErrorCategory;
import org.apache.iggy.connector.connect.config.ErrorSettings;
import org.apache.iggy.connector.connect.config.ErrorSettings.Action;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorPolicyTest {
  private static final long BUDGET_MILLIS = 1_000;

  private static ErrorPolicy policy(Action action) {
    return new ErrorPolicy(
        new ErrorSettings(
            action,
            Optional.of(Duration.ofMillis(BUDGET_MILLIS)),
            Duration.ofMillis(10),
            Duration.ofMillis(100),
            2,
            Optional.empty(),
            "dead"));
  }

  private static ConnectException failure(ErrorCategory category) {
    return new ConnectException(category, "failed");
  }

  @ParameterizedTest
  @CsvSource({
    "DECODE, TRANSIENT, RETRY",
    "DECODE, PERMANENT, REJECT",
    "DECODE, CONFIGURATION, STOP_CONNECTOR",
    "TRANSFORM, TRANSIENT, RETRY",
    "TRANSFORM, PERMANENT, REJECT",
    "TRANSFORM, CONFIGURATION, STOP_CONNECTOR",
    "ENCODE, TRANSIENT, RETRY",
    "ENCODE, PERMANENT, REJECT",
    "ENCODE, CONFIGURATION, STOP_CONNECTOR",
    "WRITE, TRANSIENT, RETRY",
    "WRITE, PERMANENT, REJECT",
    "WRITE, CONFIGURATION, STOP_CONNECTOR",
    "FETCH, TRANSIENT, RETRY",
    "FETCH, PERMANENT, RESTART_TASK",
    "FETCH, CONFIGURATION, RESTART_TASK",
    "SEND, TRANSIENT, RETRY",
    "SEND, PERMANENT, RESTART_TASK",
    "SEND, CONFIGURATION, RESTART_TASK",
    "COMMIT, TRANSIENT, RETRY",
    "COMMIT, PERMANENT, RESTART_TASK",
    "COMMIT, CONFIGURATION, RESTART_TASK",
    "DEAD_LETTER, TRANSIENT, RETRY",
    "DEAD_LETTER, PERMANENT, RESTART_TASK",
    "DEAD_LETTER, CONFIGURATION, RESTART_TASK",
    "POLL, TRANSIENT, RETRY",
    "POLL, PERMANENT, RESTART_TASK",
    "POLL, CONFIGURATION, STOP_CONNECTOR",
    "STATE, TRANSIENT, RETRY",
    "STATE, PERMANENT, RESTART_TASK",
    "STATE, CONFIGURATION, STOP_CONNECTOR",
    "ACKNOWLEDGE, TRANSIENT, RETRY",
    "ACKNOWLEDGE, PERMANENT, RESTART_TASK",
    "ACKNOWLEDGE, CONFIGURATION, STOP_CONNECTOR",
    "START, TRANSIENT, RESTART_TASK",
    "START, PERMANENT, RESTART_TASK",
    "START, CONFIGURATION, STOP_CONNECTOR",
  })
  void shouldDecideByStageAndCategory(Stage stage, ErrorCategory category, Verdict verdict) {
    assertThat(policy(Action.SKIP).judge(stage, failure(category), 1, 0)).isEqualTo(verdict);
    assertThat(policy(Action.DEAD_LETTER).judge(stage, failure(category), 1, 0)).isEqualTo(verdict);
  }

  @Test
  void shouldStopTheConnectorInFrontOfARecordWhenTheActionIsToStop() {
    ErrorPolicy stop = policy(Action.STOP);
    assertThat(stop.judge(Stage.WRITE, failure(ErrorCategory.PERMANENT), 1, 0))
        .isEqualTo(Verdict.STOP_CONNECTOR);
    assertThat(stop.judge(Stage.WRITE, failure(ErrorCategory.TRANSIENT), 1, 0))
        .isEqualTo(Verdict.RETRY);
    assertThat(stop.judge(Stage.WRITE, failure(ErrorCategory.TRANSIENT), 9, BUDGET_MILLIS))
        .as("an outage ends by itself some day")
        .isEqualTo(Verdict.RESTART_TASK);
  }

  @Test
  void shouldRejectWhenTheBudgetIsUsedUp() {
    ErrorPolicy skip = policy(Action.SKIP);
    ConnectException passing = failure(ErrorCategory.TRANSIENT);
    assertThat(skip.judge(Stage.WRITE, passing, 99, BUDGET_MILLIS - 1)).isEqualTo(Verdict.RETRY);
    assertThat(skip.judge(Stage.WRITE, passing, 99, BUDGET_MILLIS)).isEqualTo(Verdict.REJECT);
    assertThat(skip.judge(Stage.FETCH, passing, 99, BUDGET_MILLIS))
        .as("the budget is for records, not for Iggy")
        .isEqualTo(Verdict.RETRY);
  }

  @Test
  void shouldRetryForEverWhenThereIsNoBudget() {
    ErrorPolicy unlimited = new ErrorPolicy(ErrorSettings.defaults("orders"));
    assertThat(
            unlimited.judge(
                Stage.WRITE, failure(ErrorCategory.TRANSIENT), 1_000_000, Long.MAX_VALUE / 2))
        .isEqualTo(Verdict.RETRY);
  }

  @Test
  void shouldTakeAnExceptionOfNoCategoryForPermanentAfterSomeAttempts() {
    ErrorPolicy skip = policy(Action.SKIP);
    for (Exception mistake :
        new Exception[] {new NullPointerException(), new SQLException("23505"), new Exception()}) {
      assertThat(skip.judge(Stage.WRITE, mistake, 4, 0)).isEqualTo(Verdict.RETRY);
      assertThat(skip.judge(Stage.WRITE, mistake, 5, 0)).isEqualTo(Verdict.REJECT);
    }
  }

  @Test
  void shouldKnowTheCategoryOfCommonExceptions() {
    for (Exception passing :
        new Exception[] {
          new IOException("reset"),
          new UncheckedIOException(new IOException("reset")),
          new TimeoutException(),
          new SQLTransientConnectionException(),
          new IggyException(
              org.apache.iggy.connector.protocol.status.ErrorCategory.TRANSIENT, "away")
        }) {
      assertThat(ErrorPolicy.category(passing, 1_000)).isEqualTo(ErrorCategory.TRANSIENT);
    }
    assertThat(ErrorPolicy.category(new CodecException("no JSON"), 1))
        .isEqualTo(ErrorCategory.PERMANENT);
  }

  @ParameterizedTest
  @EnumSource(Stage.class)
  void shouldRestartTheTaskWhenTheJvmIsInTrouble(Stage stage) {
    assertThat(policy(Action.STOP).judge(stage, new OutOfMemoryError(), 1, 0))
        .isEqualTo(Verdict.RESTART_TASK);
    assertThat(policy(Action.STOP).judge(stage, new NoClassDefFoundError("a/B"), 1, 0))
        .isEqualTo(Verdict.RESTART_TASK);
  }
}
