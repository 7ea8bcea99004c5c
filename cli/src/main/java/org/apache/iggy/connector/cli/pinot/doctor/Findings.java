// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.pinot.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What one check has to say. Thread-safe: a check that is late may still speak. */
public final class Findings {
  private final String subject;
  private final String check;
  private final List<Finding> all = new ArrayList<>();

  Findings(String subject, String check) {
    this.subject = subject;
    this.check = check;
  }

  /** Something is as it should be. */
  public void pass(String message) {
    add(Status.PASS, message, Optional.empty());
  }

  /** Something works, but may not do what was meant. */
  public void warn(String message, String advice) {
    add(Status.WARN, message, Optional.of(advice));
  }

  /** Something does not work. */
  public void fail(String message, String advice) {
    add(Status.FAIL, message, Optional.of(advice));
  }

  /** Something cannot be known; nor can what depends on it. */
  public void notChecked(String reason) {
    add(Status.NOT_CHECKED, "not checked, because " + reason, Optional.empty());
  }

  synchronized void add(Status status, String message, Optional<String> advice) {
    all.add(new Finding(subject, check, status, oneLine(message), advice.map(Findings::oneLine)));
  }

  private static String oneLine(String text) {
    return String.valueOf(text).replaceAll("\\s*\\R\\s*", " ").strip();
  }

  /** Whether nothing was said so far. */
  public synchronized boolean isEmpty() {
    return all.isEmpty();
  }

  synchronized List<Finding> all() {
    return List.copyOf(all);
  }
}
