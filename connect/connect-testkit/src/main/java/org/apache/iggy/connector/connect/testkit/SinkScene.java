// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iggy.connector.connect.testkit.load.DeliveryCount;
import org.apache.iggy.connector.connect.testkit.load.TestServer;
import org.apache.iggy.connector.connect.testkit.load.TestTopic;
import org.apache.iggy.connector.connect.testkit.process.FolderRuntime;
import org.apache.iggy.connector.connect.testkit.process.RuntimeFolder;
import org.apache.iggy.connector.connect.testkit.process.RuntimeProcess;

/** A server with a topic, and a folder in which a runtime is told of a sink that reads it. */
final class SinkScene implements AutoCloseable {
  static final int BATCH_LENGTH = 100;
  private static final String KEY = "under_test";
  private static final String GROUP = "iggy-connect-sink-" + KEY;
  private static final long LIMIT_MILLIS = 120_000;

  private final SinkFixture fixture;
  private final TestServer server;
  private final TestTopic topic;
  private final RuntimeFolder folder;
  private FolderRuntime runtime;

  private SinkScene(SinkFixture fixture, TestServer server, TestTopic topic, RuntimeFolder folder) {
    this.fixture = fixture;
    this.server = server;
    this.topic = topic;
    this.folder = folder;
  }

  static SinkScene open(SinkFixture fixture, int partitions) {
    TestServer server = TestServer.start(fixture.folder.resolve("server"));
    TestTopic topic = TestTopic.create(server.address(), "contract", partitions);
    RuntimeFolder folder =
        RuntimeFolder.create(fixture.folder.resolve("runtime"), server.address());
    Map<String, Object> stream = new HashMap<>(fixture.streamConfig());
    stream.put("stream", "contract");
    stream.put("topics", List.of("contract"));
    stream.put("schema", fixture.schema().configName());
    stream.put("batch_length", BATCH_LENGTH);
    Map<String, Object> more = new HashMap<>(fixture.connectorConfig());
    // An outage in a test is over soon: the default would wait for up to half a minute.
    more.put("errors", Map.of("max_backoff", "500ms"));
    folder.sink(KEY, fixture.newSink().info().name(), stream, fixture.pluginConfig(), more);
    return new SinkScene(fixture, server, topic, folder);
  }

  TestServer server() {
    return server;
  }

  TestTopic topic() {
    return topic;
  }

  /** The topic of dead letters, once there is one. */
  List<byte[]> deadLetters() {
    return topic.sibling(KEY + "_dead_letters").map(TestTopic::payloads).orElse(List.of());
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

  /** A runtime in a process of its own, not started. */
  RuntimeProcess newProcess(String name) {
    return RuntimeProcess.on(folder, name, fixture.standardOutput());
  }

  /** How many messages the sink has done. */
  long done() {
    return topic.done(GROUP);
  }

  /** Returns when the sink has done all that the topic has. */
  void awaitDelivered() {
    Await.untilDone(
        LIMIT_MILLIS,
        () -> topic.lag(GROUP) == 0,
        this::done,
        () -> topic.lag(GROUP) + " messages of " + topic.size() + " are left");
  }

  /** Returns when the group has so many members and each of them has partitions. */
  void awaitMembers(int members) {
    Await.until(
        LIMIT_MILLIS,
        () -> topic.busyMembers(GROUP) == members,
        () -> topic.busyMembers(GROUP) + " members of the group have partitions");
  }

  /** Returns when the sink has done so many messages. */
  void awaitDone(long messages) {
    Await.until(
        LIMIT_MILLIS, () -> done() >= messages, () -> done() + " of " + messages + " are done");
  }

  /** Holds the target against the topic. */
  DeliveryCount count() {
    return DeliveryCount.of(topic.numbers(), fixture.readNumbers());
  }

  /** Fails unless everything is there; once, where the sink can, or else with few duplicates. */
  void assertDelivered(long mostDuplicates) {
    DeliveryCount count = count();
    assertThat(count.isAtLeastOnce()).as("at least once: %s", count).isTrue();
    assertThat(count.duplicated())
        .as("duplicated: %s", count)
        .isLessThanOrEqualTo(fixture.has(Behaviour.IDEMPOTENT) ? 0 : mostDuplicates);
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
