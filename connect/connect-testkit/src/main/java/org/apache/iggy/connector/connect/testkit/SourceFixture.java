// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.testkit;

import java.util.OptionalLong;
import org.apache.iggy.connector.connect.api.SourceConnector;
import org.apache.iggy.connector.connect.testkit.load.NumberedPayload;

/**
 * What a {@link SourceContract} has to know of a source: beside what it has to know of any
 * connector: how the other system gets records.
 *
 * <p>Each test has an instance of its own and expects that the other system has no records; make it
 * so in a method of {@code @BeforeEach}. Everything is called by the test's thread, {@link
 * #produce} also by another one that makes load.
 */
public abstract class SourceFixture extends ConnectorFixture {
  /** A new instance, as the runtime makes one for each task. */
  protected abstract SourceConnector newSource();

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
}
