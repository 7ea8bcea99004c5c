// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class StopSignalsTest {
  private static final int EXIT_BY_TERM = 128 + 15;

  @Test
  void shouldEndAtTheSecondSignalWhenASinkHangsInAWrite(@TempDir Path root) throws Exception {
    try (ConnectBed bed = new ConnectBed(root)) {
      // One batch, and many times what a pipe takes that nobody reads.
      bed.send(Collections.nCopies(100, "x".repeat(10_000)).toArray(String[]::new));
      bed.folder()
          .write("config.toml", withLongPatience(bed.folder().read("config.toml")))
          .write(
              "connectors/a.toml",
              ConnectFolder.stdout(
                      "a", "[plugin_config]\nprint_payload = true\nformat = \"payload\"")
                  .replace("\"json\"", "\"text\""));
      Process process = bed.launch(ProcessBuilder.Redirect.PIPE);
      bed.await(() -> hasPrinted(process));

      // By its handle: the process's own destroy() closes the pipe, too, and the write fails.
      process.toHandle().destroy();
      bed.await(() -> bed.errors().contains("Stopping: connectors finish what they have begun"));
      assertThat(process.isAlive()).isTrue();
      process.toHandle().destroy();

      assertThat(bed.awaitEnd()).isEqualTo(EXIT_BY_TERM);
      assertThat(bed.errors()).doesNotContain("Stopped");
    }
  }

  /** So that it is not the end of the patience that ends the process. */
  private static String withLongPatience(String config) {
    return "[runtime]\nshutdown_timeout = \"1h\"\n" + config;
  }

  private static boolean hasPrinted(Process process) {
    try {
      return process.getInputStream().available() > 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
