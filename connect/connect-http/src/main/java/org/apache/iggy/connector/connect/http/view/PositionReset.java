// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.http.view;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where a connector that stands still shall go on.
 *
 * @param target what {@code value} is
 * @param value the first offset to read, or microseconds since 1970; empty for the other targets
 * @param stream only partitions of this stream; empty for all
 * @param topic only partitions of this topic; empty for all
 * @param partitionId only this partition; empty for all
 */
public record PositionReset(
    Target target,
    OptionalLong value,
    Optional<String> stream,
    Optional<String> topic,
    OptionalLong partitionId) {
  /** The kinds of place to go on from. */
  public enum Target {
    /** The first message that the server still has; for a source, its state is forgotten. */
    EARLIEST,
    /** Whatever comes next. */
    LATEST,
    /** The message of this offset. */
    OFFSET,
    /** The first message of this time or later. */
    TIMESTAMP
  }
}
