// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli;

import java.nio.file.Path;
import org.apache.iggy.connector.cli.schema.InferenceException;
import org.apache.iggy.connector.client.IggyException;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.config.ConfigurationException;
import org.apache.iggy.connector.connect.config.ProviderException;
import org.apache.iggy.connector.pinot.embedded.EmbeddedPinotException;
import org.slf4j.LoggerFactory;

/** Puts what ended a command into one line for its user. */
final class Failures {
  private Failures() {}

  /** Where this process logs what its user need not see. */
  static Path logFile() {
    String name = "iggy-connect-" + ProcessHandle.current().pid() + ".log";
    return Path.of(System.getProperty("java.io.tmpdir"), name);
  }

  static String describe(Throwable failure) {
    boolean isForUsers =
        failure instanceof CommandFailedException
            || failure instanceof InferenceException
            || failure instanceof IggyException
            || failure instanceof ConnectException
            || failure instanceof ConfigurationException
            || failure instanceof ProviderException
            || failure instanceof EmbeddedPinotException;
    String message = failure.getMessage();
    return isForUsers && message != null
        ? message.replaceAll("\\s*\\R\\s*", " ")
        : unexpected(failure);
  }

  private static String unexpected(Throwable failure) {
    LoggerFactory.getLogger(Failures.class).error("unexpected failure", failure);
    return "unexpected " + failure + "; please report it with " + logFile();
  }
}
