// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.testkit;

/**
 * What connectors do unless they declare that they cannot, by {@link SinkContract#lacks} and {@link
 * SourceContract#lacks}. A contract asks only for what is not declared away.
 */
public enum Behaviour {
  /** Sink: a record written twice, with the same coordinates, is in the target once. */
  IDEMPOTENT,
  /**
   * Sink: what is read back from the target is in the order of the offsets, partition by partition.
   */
  KEEPS_ORDER,
  /** Sink: it looks into payloads, so that a document that is broken cannot be written. */
  DECODES_PAYLOADS,
  /** Sink: its target refuses some records for what is in them. */
  TARGET_REJECTS_RECORDS,
  /** Both: it works with a system outside of the process, which can be away. */
  HAS_OUTAGES,
  /** Both: its configuration has a secret. */
  HAS_SECRETS,
  /** Source: records come from outside, and the test can have some made. */
  RECORDS_ON_DEMAND,
  /** Source: the records that the test has made have the size that it asks for. */
  RECORDS_OF_ANY_SIZE,
  /** Source: with the state of a batch it goes on behind that batch. */
  RESUMES,
  /** Source: a record that is read again has the id it had. */
  DETERMINISTIC_IDS,
  /** Source: at one time or another there is nothing to read. */
  RUNS_DRY
}
