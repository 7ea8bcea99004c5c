// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.consumer;

import org.apache.iggy.connector.pinot.config.IggyStreamConfig;
import org.apache.iggy.connector.pinot.config.IggyStreamConfigException;
import org.apache.iggy.connector.pinot.decoder.DecodeAhead;
import org.apache.iggy.connector.pinot.decoder.DecodeThreads;
import org.apache.iggy.connector.pinot.decoder.IggyJsonMessageDecoder;
import org.apache.iggy.connector.pinot.metadata.IggyStreamMetadataProvider;
import org.apache.iggy.connector.pinot.offset.CommittedOffsets;
import org.apache.iggy.connector.pinot.spi.PauselessTables;
import org.apache.iggy.connector.pinot.spi.StreamPartition;
import org.apache.pinot.spi.plugin.PluginManager;
import org.apache.pinot.spi.stream.PartitionGroupConsumer;
import org.apache.pinot.spi.stream.PartitionGroupConsumptionStatus;
import org.apache.pinot.spi.stream.StreamConfig;
import org.apache.pinot.spi.stream.StreamConsumerFactory;
import org.apache.pinot.spi.stream.StreamMetadataProvider;
import org.apache.pinot.spi.stream.StreamPartitionMsgOffset;
import org.apache.pinot.spi.stream.StreamPartitionMsgOffsetFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a table names as {@code stream.iggy.consumer.factory.class.name}: makes everything else.
 *
 * <p>Initialising it checks the whole configuration and connects to nothing. What is wrong is
 * logged at once, and thrown by whatever is to be made: what a factory throws while it is
 * initialised, Pinot's controller neither logs nor tells whoever creates the table.
 */
public final class IggyConsumerFactory extends StreamConsumerFactory {
  private static final Logger LOGGER = LoggerFactory.getLogger(IggyConsumerFactory.class);

  private IggyStreamConfig config;
  private IggyStreamConfigException problems;
  private boolean ownDecoder;

  @Override
  protected void init(StreamConfig streamConfig) {
    super.init(streamConfig);
    try {
      config = IggyStreamConfig.from(streamConfig);
    } catch (IggyStreamConfigException e) {
      LOGGER.error(e.getMessage());
      problems = e;
      return;
    }
    ownDecoder = isOwnDecoder(streamConfig.getDecoderClass());
    config.warnings().forEach(warning -> LOGGER.warn("Table {}: {}", config.tableName(), warning));
  }

  private IggyStreamConfig config() {
    if (problems != null) {
      throw problems;
    }
    return config;
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
    return new IggyStreamMetadataProvider(config(), StreamPartition.of(partition));
  }

  @Override
  public StreamMetadataProvider createStreamMetadataProvider(String clientId) {
    return new IggyStreamMetadataProvider(config());
  }

  @Override
  public PartitionGroupConsumer createPartitionGroupConsumer(
      String clientId, PartitionGroupConsumptionStatus status) {
    IggyStreamConfig valid = config();
    int partitionId = StreamPartition.of(status);
    noteCommitted(valid, partitionId, status.getStartOffset());
    DecodeAhead ahead =
        ownDecoder ? new DecodeAhead(DecodeThreads.SHARED, valid.decodeThreads()) : null;
    return new IggyPartitionGroupConsumer(valid, partitionId, status, ahead);
  }

  private void noteCommitted(
      IggyStreamConfig valid, int partitionId, StreamPartitionMsgOffset segmentStart) {
    if (segmentStart != null) {
      boolean pauseless = valid.pauselessOffsets() || PauselessTables.contains(_streamConfig);
      long start = IggyStreamPartitionMsgOffset.valueOf(segmentStart);
      CommittedOffsets.shared().segmentStarts(valid, partitionId, start, pauseless);
    }
  }

  @Override
  public StreamPartitionMsgOffsetFactory createStreamMsgOffsetFactory() {
    return new IggyStreamMsgOffsetFactory();
  }
}
