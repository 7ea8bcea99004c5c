// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.testkit.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.iggy.connector.connect.config.ConnectorId;
import org.apache.iggy.connector.connect.config.ConnectorType;
import org.apache.iggy.connector.connect.runtime.ConnectorReport;
import org.apache.iggy.connector.connect.runtime.ConnectorStatus;
import org.apache.iggy.connector.connect.testkit.Await;
import org.apache.iggy.connector.connect.testkit.load.DeliveryCount;
import org.apache.iggy.connector.connect.testkit.load.NumberedPayload;
import org.apache.iggy.connector.connect.testkit.load.TestServer;
import org.apache.iggy.connector.connect.testkit.load.TestTopic;
import org.apache.iggy.connector.connect.testkit.recording.FileSink;
import org.apache.iggy.connector.connect.testkit.recording.FileSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of some connectors is not noticed by the others, and restarts lose nothing. */
@Timeout(120)
class RuntimeScenarioTest {
  private static final long LIMIT_MILLIS = 60_000;
  private static final ConnectorId GOOD_SINK = new ConnectorId(ConnectorType.SINK, "good");

  @TempDir Path folder;
  private TestServer server;
  private TestTopic topic;
  private RuntimeFolder config;
  private Path records;

  @BeforeEach
  void start() {
    server = TestServer.start(folder.resolve("server"));
    topic = TestTopic.create(server.address(), "scenario", 2);
    config = RuntimeFolder.create(folder.resolve("runtime"), server.address());
    records = folder.resolve("records");
    sink("good", FileSink.NAME, Map.of("file", records.toString()), Map.of());
  }

  @AfterEach
  void stop() {
    topic.close();
    server.close();
  }

  private void sink(String key, String path, Map<String, ?> plugin, Map<String, ?> more) {
    Map<String, Object> stream =
        Map.of("stream", "scenario", "topics", List.of("scenario"), "schema", "json");
    config.sink(key, path, stream, plugin, more);
  }

  private void source(String key, Path file) {
    config.source(
        key,
        FileSource.NAME,
        Map.of("stream", "scenario", "topic", "scenario", "schema", "json"),
        Map.of("file", file.toString()),
        Map.of());
  }

  @Test
  void shouldRunWhatIsRightBesideAllThatIsWrong() throws IOException {
    sink("bad_key", FileSink.NAME, Map.of(), Map.of());
    sink("missing_plugin", "libiggy_connector_nobody_has_this_sink", Map.of(), Map.of());
    sink("bad_value", FileSink.NAME, Map.of("file", "f"), Map.of("tasks", "many"));
    Files.writeString(config.connectors().resolve("malformed.toml"), "type = \"sink\nkey =");
    source("no_file", folder.resolve("there-is-none"));
    sink("away", FileSink.NAME, Map.of("file", folder.resolve("no/folder").toString()), Map.of());
    topic.sendNumbers(0, 100, 100);
    try (FolderRuntime runtime = FolderRuntime.launch(config)) {
      awaitRecords(100);
      assertThat(runtime.configuration().problems().toString())
          .contains("bad_key", "missing_plugin", "bad_value", "malformed");
      awaitStatus(runtime, new ConnectorId(ConnectorType.SINK, "away"), ConnectorStatus.ERROR);
      awaitStatus(runtime, new ConnectorId(ConnectorType.SOURCE, "no_file"), ConnectorStatus.ERROR);
      topic.sendNumbers(100, 100, 100);
      awaitRecords(200);
      assertThat(status(runtime, GOOD_SINK)).isEqualTo(ConnectorStatus.RUNNING);
    }
  }

  @Test
  void shouldKeepSiblingsRunningWhenAStateCannotBeRead() throws IOException {
    source("damaged", Files.writeString(folder.resolve("lines"), "{\"n\":1}\n"));
    Files.writeString(config.state().resolve("source_damaged.state"), "nobody wrote this");
    topic.sendNumbers(0, 50, 100);
    try (FolderRuntime runtime = FolderRuntime.launch(config)) {
      awaitRecords(50);
      ConnectorId damaged = new ConnectorId(ConnectorType.SOURCE, "damaged");
      awaitStatus(runtime, damaged, ConnectorStatus.ERROR);
      assertThat(topic.size()).as("a damaged state is no reason to begin anew").isEqualTo(50);
    }
  }

  @Test
  void shouldLoseAndRepeatNothingWhenAConnectorIsRestartedFiveTimesAtOnce() throws Exception {
    try (FolderRuntime runtime = FolderRuntime.launch(config)) {
      topic.sendNumbers(0, 1_000, 100);
      ExecutorService callers = Executors.newFixedThreadPool(5);
      try {
        List<Future<?>> restarts = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
          restarts.add(
              callers.submit(
                  () -> {
                    runtime.runtime().restart(GOOD_SINK);
                    return null;
                  }));
        }
        topic.sendNumbers(1_000, 1_000, 100);
        for (Future<?> restart : restarts) {
          restart.get(LIMIT_MILLIS, TimeUnit.MILLISECONDS);
        }
      } finally {
        callers.shutdownNow();
      }
      topic.sendNumbers(2_000, 100, 100);
      awaitRecords(2_100);
      assertThat(runtime.runtime().awaitSettled(GOOD_SINK, Duration.ofSeconds(60)))
          .isEqualTo(ConnectorStatus.RUNNING);
    }
    DeliveryCount count =
        DeliveryCount.of(
            LongStream.range(0, 2_100).boxed().toList(),
            FileSink.read(records).stream()
                .map(payload -> NumberedPayload.numberIn(payload).getAsLong())
                .toList());
    assertThat(count.isExactlyOnce()).as("%s", count).isTrue();
  }

  @Test
  void shouldKeepTheStateOfASourceOverARestart() throws IOException {
    Path lines = Files.writeString(folder.resolve("lines"), "{\"n\":0}\n{\"n\":1}\n");
    source("lines", lines);
    try (FolderRuntime runtime = FolderRuntime.launch(config)) {
      awaitRecords(2);
      assertThat(runtime.runtime().connectors()).hasSize(2);
    }
    Files.writeString(lines, "{\"n\":2}\n", StandardOpenOption.APPEND);
    try (FolderRuntime runtime = FolderRuntime.launch(config)) {
      awaitRecords(3);
      assertThat(runtime.runtime().connectors()).hasSize(2);
    }
    assertThat(topic.numbers()).containsExactlyInAnyOrder(0L, 1L, 2L);
  }

  private void awaitRecords(int count) {
    Await.until(
        LIMIT_MILLIS,
        () -> FileSink.read(records).size() >= count,
        () -> FileSink.read(records).size() + " of " + count + " records");
  }

  private static void awaitStatus(FolderRuntime runtime, ConnectorId id, ConnectorStatus status) {
    Await.until(
        LIMIT_MILLIS,
        () -> status(runtime, id) == status,
        () -> id + " is " + status(runtime, id) + " rather than " + status);
  }

  private static ConnectorStatus status(FolderRuntime runtime, ConnectorId id) {
    return runtime.runtime().connector(id).map(ConnectorReport::status).orElse(null);
  }
}
