// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.testkit.recording;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.iggy.connector.connect.api.SinkConnector;
import org.apache.iggy.connector.connect.testkit.Behaviour;
import org.apache.iggy.connector.connect.testkit.SinkContract;
import org.junit.jupiter.api.BeforeEach;

/** The contract on a sink that appends to a file. */
class FileSinkContractTest extends SinkContract {
  private static final String PASSWORD = "pass-word-of-the-file";

  private Path target;

  @BeforeEach
  void createTarget() throws IOException {
    target = Files.createDirectory(folder.resolve("target"));
  }

  @Override
  protected SinkConnector newSink() {
    return new FileSink();
  }

  @Override
  protected Map<String, Object> pluginConfig() {
    return Map.of("file", target.resolve("records").toString(), "password", PASSWORD);
  }

  @Override
  protected List<byte[]> readTarget() {
    return FileSink.read(target.resolve("records"));
  }

  @Override
  protected Map<Behaviour, String> lacks() {
    return Map.of(
        Behaviour.IDEMPOTENT, "a file has no key",
        Behaviour.DECODES_PAYLOADS, "it writes bytes as they come",
        Behaviour.TARGET_REJECTS_RECORDS, "a file takes everything");
  }

  @Override
  protected void takeTargetAway() {
    move(target, folder.resolve("away"));
  }

  @Override
  protected void bringTargetBack() {
    move(folder.resolve("away"), target);
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
