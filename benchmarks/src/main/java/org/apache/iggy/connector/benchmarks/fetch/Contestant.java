// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.benchmarks.fetch;

/**
 * One way to read a partition from its beginning to its end, over and over.
 *
 * <p>It stays connected between rounds. One thread uses it.
 */
interface Contestant extends AutoCloseable {
  /** What the table calls it. */
  String name();

  /**
   * Reads the next batch, whose every payload it reaches.
   *
   * @return how many messages the batch has
   */
  int fetch() throws Exception;

  /** Bytes of all payloads reached so far. */
  long payloadBytes();

  @Override
  void close();
}
