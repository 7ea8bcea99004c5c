// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.session;

/**
 * Names a consumer group by its numeric ids.
 *
 * @param streamId the stream
 * @param topicId the topic within the stream
 * @param groupId the group within the topic
 */
public record GroupKey(long streamId, long topicId, long groupId) {}
