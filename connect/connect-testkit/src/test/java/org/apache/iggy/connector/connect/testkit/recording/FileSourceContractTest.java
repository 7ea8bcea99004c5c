// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.testkit.recording;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.apache.iggy.connector.connect.api.SourceConnector;
import org.apache.iggy.connector.connect.testkit.SourceContract;
import org.apache.iggy.connector.connect.testkit.load.NumberedPayload;
import org.junit.jupiter.api.BeforeEach;

/** The contract on a source that reads lines of a file. */
class FileSourceContractTest extends SourceContract {
  private static final String PASSWORD = "pass-word-of-the-file";

  private Path file;

  @BeforeEach
  void createFile() throws IOException {
    file = Files.createFile(folder.resolve("lines"));
  }

  @Override
  protected SourceConnector newSource() {
    return new FileSource();
  }

  @Override
  protected Map<String, Object> pluginConfig() {
    return Map.of("file", file.toString(), "batch_size", 10, "password", PASSWORD);
  }

  @Override
  protected void produce(long first, int count, int sizeBytes) {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (long number = first; number < first + count; number++) {
      lines.writeBytes(NumberedPayload.of(number, sizeBytes));
      lines.write('\n');
    }
    append(lines.toByteArray());
  }

  @Override
  protected void produceDrifted() {
    append("{\"another\":\"shape\"}\n\n[]\n".getBytes(StandardCharsets.UTF_8));
  }

  private void append(byte[] lines) {
    try {
      Files.write(file, lines, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected void takeSystemAway() {
    move(file, folder.resolve("away"));
  }

  @Override
  protected void bringSystemBack() {
    move(folder.resolve("away"), file);
  }

  private static void move(Path from, Path to) {
    try {
      Files.move(from, to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected List<String> secrets() {
    return List.of(PASSWORD);
  }
}
