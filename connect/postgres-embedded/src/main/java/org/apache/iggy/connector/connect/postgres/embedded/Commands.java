// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Programs that are run to their end. */
final class Commands {
  private Commands() {}

  /** Runs it with its output in a file, and fails unless it succeeds in time. */
  static void run(List<String> command, Path log, long limitSeconds) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      await(command, process, limitSeconds, TimeUnit.SECONDS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Fails unless the process ends in time, and with success. */
  static void await(List<String> command, Process process, long limit, TimeUnit unit) {
    try {
      if (!process.waitFor(limit, unit)) {
        process.destroyForcibly();
        throw new IllegalStateException(command + " does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
    if (process.exitValue() != 0) {
      throw new IllegalStateException(command + " ended with " + process.exitValue());
    }
  }
}
