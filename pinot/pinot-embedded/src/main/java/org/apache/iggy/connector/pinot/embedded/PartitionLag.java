// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.embedded;

import java.util.OptionalLong;

/**
 * How far a partition of a table is behind its stream, computed by the stream plugin as for Pinot's
 * own consuming-segments API.
 *
 * @param partition Pinot's partition group id
 * @param records messages in the stream that are not yet in the table; empty when the plugin does
 *     not tell
 * @param availabilityMillis time between a message's arrival in the stream and in the table, of the
 *     last one; empty when the plugin does not tell
 */
public record PartitionLag(int partition, OptionalLong records, OptionalLong availabilityMillis) {}
