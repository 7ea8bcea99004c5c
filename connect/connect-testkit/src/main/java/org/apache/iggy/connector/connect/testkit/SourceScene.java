// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.iggy.connector.connect.testkit.load.DeliveryCount;
import org.apache.iggy.connector.connect.testkit.load.NumberedTail;
import org.apache.iggy.connector.connect.testkit.load.TestServer;
import org.apache.iggy.connector.connect.testkit.load.TestTopic;
import org.apache.iggy.connector.connect.testkit.process.FolderRuntime;
import org.apache.iggy.connector.connect.testkit.process.RuntimeFolder;
import org.apache.iggy.connector.connect.testkit.process.RuntimeProcess;

/** A server with a topic, and a folder in which a runtime is told of a source that fills it. */
final class SourceScene implements AutoCloseable {
  private static final String KEY = "under_test";
  private static final long LIMIT_MILLIS = 120_000;

  private final SourceFixture fixture;
  private final TestServer server;
  private final TestTopic topic;
  private final NumberedTail tail;
  private final RuntimeFolder folder;
  private FolderRuntime runtime;

  private SourceScene(
      SourceFixture fixture, TestServer server, TestTopic topic, RuntimeFolder folder) {
    this.fixture = fixture;
    this.server = server;
    this.topic = topic;
    this.tail = new NumberedTail(topic, fixture::numberIn);
    this.folder = folder;
  }

  static SourceScene open(SourceFixture fixture) {
    TestServer server = TestServer.start(fixture.folder.resolve("server"));
    TestTopic topic = TestTopic.create(server.address(), "contract", 1);
    RuntimeFolder folder =
        RuntimeFolder.create(fixture.folder.resolve("runtime"), server.address());
    Map<String, Object> stream = new HashMap<>(fixture.streamConfig());
    stream.put("stream", "contract");
    stream.put("topic", "contract");
    stream.put("schema", fixture.schema().configName());
    Map<String, Object> more = new HashMap<>(fixture.connectorConfig());
    // An outage in a test is over soon: the default would wait for up to half a minute.
    more.put("errors", Map.of("max_backoff", "500ms"));
    folder.source(KEY, fixture.newSource().info().name(), stream, fixture.pluginConfig(), more);
    return new SourceScene(fixture, server, topic, folder);
  }

  TestServer server() {
    return server;
  }

  /** Starts a runtime in this JVM. */
  void startRuntime() {
    runtime = FolderRuntime.launch(folder);
  }

  /** Has it finish what it has begun, and end. */
  void stopRuntime() {
    runtime.close();
    runtime = null;
  }

  /** Returns when the source has told of an error in this runtime. */
  void awaitFailure() {
    Await.until(
        LIMIT_MILLIS,
        () ->
            runtime.runtime().connectors().stream()
                .anyMatch(connector -> connector.lastError().isPresent()),
        () -> "the source has told of no error");
  }

  /** A runtime in a process of its own, not started. */
  RuntimeProcess newProcess() {
    return RuntimeProcess.on(folder, "runtime", folder.home().resolve("standard-output"));
  }

  /** How many messages the topic has. */
  long size() {
    return topic.size();
  }

  /** Returns when the topic has so many different numbers. */
  void awaitNumbers(long numbers) {
    Await.untilDone(
        LIMIT_MILLIS,
        () -> {
          tail.look();
          return tail.distinct() >= numbers;
        },
        tail::distinct,
        () -> "the topic has " + tail.distinct() + " of " + numbers + " numbers");
  }

  /**
   * Counts the topic's messages against the numbers below an end. A source that never runs dry may
   * have given more.
   */
  DeliveryCount count(long end) {
    tail.look();
    List<Long> arrived = tail.numbers().stream().filter(number -> number < end).toList();
    return DeliveryCount.of(LongStream.range(0, end).boxed().toList(), arrived);
  }

  /** Fails unless each number below an end is there, and what came twice has the id that it had. */
  void assertDelivered(long end, boolean twiceAllowed) {
    DeliveryCount count = count(end);
    assertThat(count.isAtLeastOnce()).as("at least once: %s", count).isTrue();
    if (!twiceAllowed) {
      assertThat(count.duplicated()).as("duplicated: %s", count).isZero();
    }
    if (fixture.has(Behaviour.DETERMINISTIC_IDS)) {
      assertThat(tail.numbersWithSeveralIds()).as("came twice with another id").isEmpty();
      assertThat(tail.distinctIds()).as("different ids").isEqualTo(tail.distinct());
    }
  }

  /** Fails when a process of a runtime has shown a secret. */
  void assertNoSecretsShown() {
    SecretWatch.assertNoneIn(RuntimeProcess.logs(folder), fixture.secrets());
  }

  @Override
  public void close() {
    if (runtime != null) {
      stopRuntime();
    }
    topic.close();
    server.close();
  }
}
