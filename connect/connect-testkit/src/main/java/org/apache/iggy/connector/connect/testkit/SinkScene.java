// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.iggy.connector.connect.testkit.load.DeliveryCount;
import org.apache.iggy.connector.connect.testkit.load.TestTopic;
import org.apache.iggy.connector.connect.testkit.process.RuntimeProcess;

/** A sink of a runtime, which reads the topic. */
final class SinkScene extends RuntimeScene {
  static final int BATCH_LENGTH = 100;
  private static final String GROUP = "iggy-connect-sink-" + KEY;

  private final SinkFixture fixture;

  private SinkScene(SinkFixture fixture, int partitions) {
    super(fixture, partitions);
    this.fixture = fixture;
  }

  static SinkScene open(SinkFixture fixture, int partitions) {
    SinkScene scene = new SinkScene(fixture, partitions);
    Map<String, Object> stream = scene.streamKeys();
    stream.put("topics", List.of(TOPIC));
    stream.put("batch_length", BATCH_LENGTH);
    scene
        .folder()
        .sink(
            KEY,
            fixture.newSink().info().name(),
            stream,
            fixture.pluginConfig(),
            scene.connectorKeys());
    return scene;
  }

  /** The topic of dead letters, once there is one. */
  List<byte[]> deadLetters() {
    return topic().sibling(KEY + "_dead_letters").map(TestTopic::payloads).orElse(List.of());
  }

  /** A runtime in a process of its own, not started. */
  RuntimeProcess newProcess(String name) {
    return newProcess(name, fixture.standardOutput());
  }

  /** How many messages the sink has done. */
  long done() {
    return topic().done(GROUP);
  }

  /** Returns when the sink has done all that the topic has. */
  void awaitDelivered() {
    Await.untilDone(
        LIMIT_MILLIS,
        () -> topic().lag(GROUP) == 0,
        this::done,
        () -> topic().lag(GROUP) + " messages of " + topic().size() + " are left");
  }

  /** Returns when the group has so many members and each of them has partitions. */
  void awaitMembers(int members) {
    Await.until(
        LIMIT_MILLIS,
        () -> topic().busyMembers(GROUP) == members,
        () -> topic().busyMembers(GROUP) + " members of the group have partitions");
  }

  /** Returns when the sink has done so many messages. */
  void awaitDone(long messages) {
    Await.untilDone(
        LIMIT_MILLIS,
        () -> done() >= messages,
        this::done,
        () -> done() + " of " + messages + " are done");
  }

  /** Holds the target against the topic. */
  DeliveryCount count() {
    return DeliveryCount.of(topic().numbers(), fixture.readNumbers());
  }

  /** Fails unless everything is there; once, where the sink can, or else with few duplicates. */
  void assertDelivered(long mostDuplicates) {
    DeliveryCount count = count();
    assertThat(count.isAtLeastOnce()).as("at least once: %s", count).isTrue();
    assertThat(count.duplicated())
        .as("duplicated: %s", count)
        .isLessThanOrEqualTo(fixture.has(Behaviour.IDEMPOTENT) ? 0 : mostDuplicates);
  }
}
