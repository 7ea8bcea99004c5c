// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.error;

import java.time.Duration;
import org.apache.iggy.connector.connect.api.ErrorCategory;
import org.apache.iggy.connector.connect.config.ErrorSettings;

/**
 * The only place that decides what follows an error, by stage and category. Immutable.
 *
 * <table>
 *   <caption>What follows an error</caption>
 *   <tr><th>Stage</th><th>transient</th><th>permanent</th><th>configuration</th></tr>
 *   <tr><td>decode, transform, encode, write</td>
 *     <td>retry within the budget; then reject, or with {@code stop} restart the task</td>
 *     <td>reject, or with {@code stop} stop the connector</td><td>stop the connector</td></tr>
 *   <tr><td>fetch, send, commit, dead letter</td>
 *     <td>retry</td><td>restart the task</td><td>restart the task</td></tr>
 *   <tr><td>poll, state, acknowledge</td>
 *     <td>retry</td><td>restart the task</td><td>stop the connector</td></tr>
 *   <tr><td>start</td>
 *     <td>restart the task</td><td>restart the task</td><td>stop the connector</td></tr>
 * </table>
 *
 * <p>An exception without a category counts as transient a few times and as permanent then: it may
 * be a broken connection that somebody did not wrap, or a mistake that one record triggers again
 * and again, and neither may hold up its neighbours for ever. An {@link Error} always ends the
 * task.
 */
public final class ErrorPolicy {
  /** How often what has no category is tried before it counts as permanent. */
  static final int UNCATEGORISED_ATTEMPTS = 5;

  /** An Iggy server that is back is found soon, whatever waits the other system wants. */
  private static final BackoffOptions IGGY_BACKOFF = new BackoffOptions(100, 2_000, 2);

  private final ErrorSettings settings;
  private final long retryBudgetMillis;
  private final BackoffOptions backoff;

  /** A policy of these settings. */
  public ErrorPolicy(ErrorSettings settings) {
    this.settings = settings;
    this.retryBudgetMillis = settings.retryBudget().map(Duration::toMillis).orElse(Long.MAX_VALUE);
    this.backoff =
        new BackoffOptions(
            settings.initialBackoff().toMillis(),
            settings.maxBackoff().toMillis(),
            settings.multiplier());
  }

  /** What becomes of a record that is not tried again. */
  public ErrorSettings.Action action() {
    return settings.action();
  }

  /**
   * Decides.
   *
   * @param attempts how often it was tried so far, at least 1
   * @param elapsedMillis how long ago the first attempt failed
   */
  public Verdict judge(Stage stage, Throwable failure, int attempts, long elapsedMillis) {
    if (failure instanceof Error) {
      return Verdict.RESTART_TASK;
    }
    ErrorCategory category = category(failure, attempts);
    return switch (stage.kind()) {
      case RECORD -> ofRecord(category, elapsedMillis);
      case IGGY -> category == ErrorCategory.TRANSIENT ? Verdict.RETRY : Verdict.RESTART_TASK;
      case CONNECTOR -> ofConnector(stage, category);
    };
  }

  /** The waits between starts of a task that dies. */
  public BackoffOptions restartBackoff() {
    return backoff;
  }

  /** The waits between attempts in a stage. */
  public BackoffOptions backoff(Stage stage) {
    return stage.kind() == Stage.Kind.IGGY ? IGGY_BACKOFF : backoff;
  }

  private Verdict ofRecord(ErrorCategory category, long elapsedMillis) {
    boolean stops = settings.action() == ErrorSettings.Action.STOP;
    return switch (category) {
      case TRANSIENT ->
          elapsedMillis < retryBudgetMillis
              ? Verdict.RETRY
              : stops ? Verdict.RESTART_TASK : Verdict.REJECT;
      case PERMANENT -> stops ? Verdict.STOP_CONNECTOR : Verdict.REJECT;
      case CONFIGURATION -> Verdict.STOP_CONNECTOR;
    };
  }

  private static Verdict ofConnector(Stage stage, ErrorCategory category) {
    return switch (category) {
      case TRANSIENT -> stage == Stage.START ? Verdict.RESTART_TASK : Verdict.RETRY;
      case PERMANENT -> Verdict.RESTART_TASK;
      case CONFIGURATION -> Verdict.STOP_CONNECTOR;
    };
  }

  /** The category that counts after so many attempts. */
  public static ErrorCategory category(Throwable failure, int attempts) {
    return ErrorCategories.of(failure)
        .orElse(
            attempts < UNCATEGORISED_ATTEMPTS ? ErrorCategory.TRANSIENT : ErrorCategory.PERMANENT);
  }
}
