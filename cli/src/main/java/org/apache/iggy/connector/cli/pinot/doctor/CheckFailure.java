// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.pinot.doctor;

import java.util.Optional;
import org.apache.iggy.connector.client.FrameTooLargeException;
import org.apache.iggy.connector.client.IggyException;
import org.apache.iggy.connector.client.IggyServerException;

/**
 * What a failed request says to the owner of a table.
 *
 * @param message what went wrong
 * @param advice what to change
 */
public record CheckFailure(String message, String advice) {
  private static final String LATER =
      "see whether the server is well, and try again; --timeout allows it more time";

  /** Finds the exception that says most and the keys that it is about. */
  public static CheckFailure of(Throwable failure) {
    Optional<IggyException> cause = iggyException(failure);
    if (cause.isPresent()) {
      return new CheckFailure(cause.get().getMessage(), advice(cause.get()));
    }
    return new CheckFailure(
        "unexpected " + failure, "please report this with what you did and the files you gave");
  }

  /** The client's exception behind another, if there is one. */
  public static Optional<IggyException> iggyException(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof IggyException iggy) {
        return Optional.of(iggy);
      }
    }
    return Optional.empty();
  }

  void addTo(Findings findings) {
    findings.fail(message, advice);
  }

  private static String advice(IggyException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof FrameTooLargeException) {
        return "raise stream.iggy.fetch.max.bytes";
      }
      if (cause instanceof IggyServerException refusal) {
        return adviceOnRefusal(refusal);
      }
    }
    return LATER;
  }

  private static String adviceOnRefusal(IggyServerException refusal) {
    return switch (refusal.status()) {
      case UNAUTHORIZED ->
          "grant the table's user read_topics and poll_messages on the stream, or read_topic and"
              + " poll_messages on the topic";
      case INVALID_CREDENTIALS, INVALID_USERNAME, INVALID_PASSWORD ->
          "change stream.iggy.username and stream.iggy.password (or its .file or .env)";
      case USER_INACTIVE -> "activate the user on the server, or change stream.iggy.username";
      case INVALID_PERSONAL_ACCESS_TOKEN, PERSONAL_ACCESS_TOKEN_EXPIRED, RESOURCE_NOT_FOUND ->
          "make a new personal access token and change stream.iggy.token (or its .file or .env)";
      default -> LATER;
    };
  }
}
