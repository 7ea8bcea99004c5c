// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.log;

/**
 * Names a partition by its numeric ids, which the server uses again after a deletion.
 *
 * @param streamId the stream
 * @param topicId the topic within the stream
 * @param partitionId the partition within the topic
 */
public record PartitionKey(long streamId, long topicId, int partitionId) {}
