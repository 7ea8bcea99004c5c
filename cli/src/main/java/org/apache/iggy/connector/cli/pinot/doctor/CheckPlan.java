// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.pinot.doctor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Checks in order, each with a deadline. One that depends on another that failed is not run, and
 * says so.
 */
public final class CheckPlan {
  private final String subject;
  private final Duration timeout;
  private final List<Step> steps = new ArrayList<>();

  /** Why each check that others cannot do without has no good answer. */
  private final Map<String, String> unanswered = new HashMap<>();

  /** A plan of no checks yet. */
  CheckPlan(String subject, Duration timeout) {
    this.subject = subject;
    this.timeout = timeout;
  }

  /** Adds a check that is run unless one of those named has failed. */
  CheckPlan add(String name, Check check, String... after) {
    steps.add(new Step(name, check, List.of(after)));
    return this;
  }

  /** Runs all checks. */
  List<Finding> run() {
    List<Finding> all = new ArrayList<>();
    for (Step step : steps) {
      Findings findings = new Findings(subject, step.name);
      Optional<String> obstacle =
          step.after.stream().filter(unanswered::containsKey).map(unanswered::get).findFirst();
      if (obstacle.isPresent()) {
        findings.notChecked(obstacle.get());
        unanswered.put(step.name, obstacle.get());
      } else {
        examine(step, findings);
      }
      all.addAll(findings.all());
    }
    return all;
  }

  private void examine(Step step, Findings findings) {
    ExecutorService worker =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread thread = new Thread(task, "check-" + step.name);
              thread.setDaemon(true);
              return thread;
            });
    Future<?> answer =
        worker.submit(
            () -> {
              step.check.examine(findings);
              return null;
            });
    try {
      answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      CheckFailure.of(e.getCause()).addTo(findings);
    } catch (TimeoutException e) {
      findings.fail(
          "no answer within " + timeout.toSeconds() + " s",
          "check that nothing between here and the server swallows packets; --timeout allows more");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      findings.notChecked("it was interrupted");
    } finally {
      worker.shutdownNow();
    }
    for (Finding finding : findings.all()) {
      if (finding.status() == Status.FAIL) {
        unanswered.put(step.name, step.name + " failed");
      } else if (finding.status() == Status.NOT_CHECKED) {
        unanswered.putIfAbsent(step.name, finding.message().replaceFirst(".*?because ", ""));
      }
    }
  }

  private record Step(String name, Check check, List<String> after) {}
}
