// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.monitor;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.iggy.connector.connect.api.Coordinates;

/**
 * A record on its way through a connector, as it was before the transforms and behind each of them.
 *
 * @param time when it was taken
 * @param origin where it lies in Iggy; empty for a source's
 * @param steps the record as it came and behind each transform; ends early when it was dropped or
 *     failed
 */
public record RecordSample(Instant time, Optional<Coordinates> origin, List<Step> steps) {
  /**
   * The record at one point.
   *
   * @param name {@code input}, or the type of the transform that it is behind
   * @param schema the payload's format; empty when the record was dropped or failed
   * @param payload the payload as text, cut off where it is long; bytes that are no text in Base64;
   *     what became of the record when it has none
   */
  public record Step(String name, Optional<String> schema, String payload) {}
}
