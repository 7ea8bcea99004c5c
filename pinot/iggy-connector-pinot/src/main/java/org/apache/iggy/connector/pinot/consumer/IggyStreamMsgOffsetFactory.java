// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.consumer;

import org.apache.pinot.spi.stream.StreamConfig;
import org.apache.pinot.spi.stream.StreamPartitionMsgOffset;
import org.apache.pinot.spi.stream.StreamPartitionMsgOffsetFactory;

/** Makes the plugin's offsets out of the text that Pinot keeps in its segment metadata. */
public final class IggyStreamMsgOffsetFactory implements StreamPartitionMsgOffsetFactory {
  @Override
  public void init(StreamConfig streamConfig) {}

  @Override
  public StreamPartitionMsgOffset create(String offset) {
    return new IggyStreamPartitionMsgOffset(Long.parseLong(offset));
  }

  @Override
  public StreamPartitionMsgOffset create(StreamPartitionMsgOffset other) {
    return new IggyStreamPartitionMsgOffset(IggyStreamPartitionMsgOffset.valueOf(other));
  }
}
