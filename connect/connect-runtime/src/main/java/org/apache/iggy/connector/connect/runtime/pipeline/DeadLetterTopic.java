// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.pipeline;

/**
 * Where dead letters go.
 *
 * @param stream name of the stream; made when it is missing
 * @param topic name of the topic; made with one partition when it is missing
 */
public record DeadLetterTopic(String stream, String topic) {
  /** Such as {@code logs/orders_dead_letters}. */
  @Override
  public String toString() {
    return stream + "/" + topic;
  }
}
