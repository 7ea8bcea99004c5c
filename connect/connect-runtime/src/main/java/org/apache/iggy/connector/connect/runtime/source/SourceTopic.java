// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.source;

import org.apache.iggy.connector.connect.api.Codec;

/**
 * One topic that a source writes to.
 *
 * @param stream name of the stream; made when it is missing
 * @param topic name of the topic; made with one partition when it is missing
 * @param codec the format of its messages
 * @param batchLength how many messages a batch has at most
 * @param batchBytes how many bytes a batch has at most, but for a single message
 * @param lingerMillis how long a batch waits for more messages
 */
public record SourceTopic(
    String stream, String topic, Codec codec, int batchLength, long batchBytes, long lingerMillis) {
  /** Such as {@code logs/nginx}. */
  @Override
  public String toString() {
    return stream + "/" + topic;
  }
}
