// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.testkit;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.iggy.connector.connect.api.Schema;
import org.apache.iggy.connector.connect.api.SourceConnector;
import org.apache.iggy.connector.connect.testkit.load.NumberedPayload;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a {@link SourceContract} has to know of a source: its configuration, how the other system
 * gets records, and what the source cannot do.
 *
 * <p>Each test has an instance of its own and expects that the other system has no records; make it
 * so in a method of {@code @BeforeEach}. Everything is called by the test's thread, {@link
 * #produce} also by another one that makes load.
 */
public abstract class SourceFixture {
  /** A folder of the test's own. */
  @TempDir protected Path folder;

  /** A new instance, as the runtime makes one for each task. */
  protected abstract SourceConnector newSource();

  /** Its {@code plugin_config}, for records that are the test's own. */
  protected abstract Map<String, Object> pluginConfig();

  /**
   * The behaviours that it does not have, each with the reason that is shown for what is skipped.
   */
  protected Map<Behaviour, String> lacks() {
    return Map.of();
  }

  /**
   * Has the other system make records that the source is to deliver, one of each number, in the
   * order of their numbers. Thread-safe.
   *
   * @param sizeBytes about how many bytes each has
   */
  protected void produce(long first, int count, int sizeBytes) {
    throw new UnsupportedOperationException("declare " + Behaviour.RECORDS_ON_DEMAND);
  }

  /** Makes records that have changed their shape without notice; they carry no numbers. */
  protected void produceDrifted() {}

  /** The format of the topic's messages. */
  protected Schema schema() {
    return Schema.JSON;
  }

  /** More keys of the topic's {@code [[streams]]} table, such as those of a format's schema. */
  protected Map<String, Object> streamConfig() {
    return Map.of();
  }

  /** More keys of the connector's file beside {@code plugin_config}, such as {@code transforms}. */
  protected Map<String, Object> connectorConfig() {
    return Map.of();
  }

  /** The number that a payload carries; none when the source was not asked for the record. */
  protected OptionalLong numberIn(byte[] payload) {
    return NumberedPayload.numberIn(payload);
  }

  /** Makes the other system unreachable. */
  protected void takeSystemAway() {
    throw new UnsupportedOperationException("declare " + Behaviour.HAS_OUTAGES);
  }

  /** Ends what {@link #takeSystemAway} began; the system has what it had. */
  protected void bringSystemBack() {
    throw new UnsupportedOperationException("declare " + Behaviour.HAS_OUTAGES);
  }

  /** How long records and failures are waited for before the test fails, in milliseconds. */
  protected long patienceMillis() {
    return 60_000;
  }

  /** The secrets in {@link #pluginConfig}: nothing that the source shows may hold one of them. */
  protected List<String> secrets() {
    return List.of();
  }

  /** Skips what the source has declared that it cannot do. */
  @BeforeEach
  protected void followDeclaration(TestInfo test) {
    Declarations.follow(test.getTestMethod().orElseThrow(), lacks());
  }

  final boolean has(Behaviour behaviour) {
    return !lacks().containsKey(behaviour);
  }
}
