// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.task;

import org.apache.iggy.connector.client.IggyException;
import org.apache.iggy.connector.connect.api.ConnectException;

/** A failure in one line, with its causes. */
final class FailureText {
  private static final int MOST_CHARS = 2_000;
  private static final int MOST_CAUSES = 5;

  private FailureText() {}

  static String of(Throwable failure) {
    StringBuilder text = new StringBuilder(describe(failure));
    Throwable cause = failure.getCause();
    for (int i = 0; i < MOST_CAUSES && cause != null; i++) {
      String described = describe(cause);
      if (text.indexOf(described) < 0) {
        text.append("; because of ").append(described);
      }
      cause = cause.getCause();
    }
    String line = text.toString().replaceAll("\\s*[\\r\\n]+\\s*", " | ");
    return line.length() <= MOST_CHARS ? line : line.substring(0, MOST_CHARS) + "...";
  }

  /** The messages of our own exceptions are whole sentences; others need their class. */
  private static String describe(Throwable failure) {
    String message = failure.getMessage();
    boolean ours = failure instanceof ConnectException || failure instanceof IggyException;
    if (message == null || message.isBlank()) {
      return failure.getClass().getName();
    }
    return ours ? message : failure.getClass().getSimpleName() + ": " + message;
  }
}
