// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.consumer;

import org.apache.iggy.connector.pinot.config.IggyStreamConfig;
import org.apache.iggy.connector.pinot.decoder.DecodeAhead;
import org.apache.iggy.connector.pinot.decoder.DecodeThreads;
import org.apache.iggy.connector.pinot.decoder.IggyJsonMessageDecoder;
import org.apache.iggy.connector.pinot.metadata.IggyStreamMetadataProvider;
import org.apache.iggy.connector.pinot.spi.StreamPartition;
import org.apache.pinot.spi.plugin.PluginManager;
import org.apache.pinot.spi.stream.PartitionGroupConsumer;
import org.apache.pinot.spi.stream.PartitionGroupConsumptionStatus;
import org.apache.pinot.spi.stream.StreamConfig;
import org.apache.pinot.spi.stream.StreamConsumerFactory;
import org.apache.pinot.spi.stream.StreamMetadataProvider;
import org.apache.pinot.spi.stream.StreamPartitionMsgOffsetFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a table names as {@code stream.iggy.consumer.factory.class.name}: makes everything else.
 *
 * <p>Initialising it checks the whole configuration and connects to nothing.
 */
public final class IggyConsumerFactory extends StreamConsumerFactory {
  private static final Logger LOGGER = LoggerFactory.getLogger(IggyConsumerFactory.class);

  private IggyStreamConfig config;
  private boolean ownDecoder;

  @Override
  protected void init(StreamConfig streamConfig) {
    super.init(streamConfig);
    config = IggyStreamConfig.from(streamConfig);
    ownDecoder = isOwnDecoder(streamConfig.getDecoderClass());
    config.warnings().forEach(warning -> LOGGER.warn("Table {}: {}", config.tableName(), warning));
  }

  /**
   * Whether Pinot will load this very class loader's decoder by that name, which may have a plugin
   * for a prefix: only that one knows the classes that views are made of.
   */
  private static boolean isOwnDecoder(String decoderClass) {
    try {
      return PluginManager.get().loadClass(decoderClass) == IggyJsonMessageDecoder.class;
    } catch (ClassNotFoundException | RuntimeException | LinkageError e) {
      // Pinot says what is wrong with the name when it makes the decoder.
      return false;
    }
  }

  @Override
  public StreamMetadataProvider createPartitionMetadataProvider(String clientId, int partition) {
    return new IggyStreamMetadataProvider(config, StreamPartition.of(partition));
  }

  @Override
  public StreamMetadataProvider createStreamMetadataProvider(String clientId) {
    return new IggyStreamMetadataProvider(config);
  }

  @Override
  public PartitionGroupConsumer createPartitionGroupConsumer(
      String clientId, PartitionGroupConsumptionStatus status) {
    DecodeAhead ahead =
        ownDecoder ? new DecodeAhead(DecodeThreads.SHARED, config.decodeThreads()) : null;
    return new IggyPartitionGroupConsumer(config, StreamPartition.of(status), ahead);
  }

  @Override
  public StreamPartitionMsgOffsetFactory createStreamMsgOffsetFactory() {
    return new IggyStreamMsgOffsetFactory();
  }
}
