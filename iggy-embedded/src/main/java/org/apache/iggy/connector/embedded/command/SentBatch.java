// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.command;

import org.apache.iggy.connector.embedded.log.PartitionKey;

/**
 * Where a batch was appended.
 *
 * @param partition the partition
 * @param baseOffset offset of its first message
 */
public record SentBatch(PartitionKey partition, long baseOffset) {}
