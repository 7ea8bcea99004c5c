// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.iggy.connector.connect.testkit.load.DeliveryCount;
import org.apache.iggy.connector.connect.testkit.load.NumberedTail;
import org.apache.iggy.connector.connect.testkit.process.RuntimeProcess;

/** A source of a runtime, which fills the topic. */
final class SourceScene extends RuntimeScene {
  private final SourceFixture fixture;
  private final NumberedTail tail;

  private SourceScene(SourceFixture fixture) {
    super(fixture, 1);
    this.fixture = fixture;
    this.tail = new NumberedTail(topic(), fixture::numberIn);
  }

  static SourceScene open(SourceFixture fixture) {
    SourceScene scene = new SourceScene(fixture);
    Map<String, Object> stream = scene.streamKeys();
    stream.put("topic", TOPIC);
    scene
        .folder()
        .source(
            KEY,
            fixture.newSource().info().name(),
            stream,
            fixture.pluginConfig(),
            scene.connectorKeys());
    return scene;
  }

  /** Returns when the source has told of an error in this runtime. */
  void awaitFailure() {
    Await.until(
        LIMIT_MILLIS,
        () ->
            runtime().runtime().connectors().stream()
                .anyMatch(connector -> connector.lastError().isPresent()),
        () -> "the source has told of no error");
  }

  /** A runtime in a process of its own, not started. */
  RuntimeProcess newProcess() {
    return newProcess("runtime", folder().home().resolve("standard-output"));
  }

  /** How many messages the topic has. */
  long size() {
    return topic().size();
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

  /** How many numbers came more than once, not always with the same id. */
  int numbersWithSeveralIds() {
    return tail.numbersWithSeveralIds().size();
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
}
