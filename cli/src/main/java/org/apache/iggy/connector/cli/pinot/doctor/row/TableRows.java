// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.pinot.doctor.row;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.iggy.connector.cli.pinot.config.DecoderName;
import org.apache.iggy.connector.cli.pinot.doctor.SampledRow;
import org.apache.iggy.connector.cli.pinot.doctor.StreamFacts;
import org.apache.iggy.connector.pinot.consumer.IggyStreamPartitionMsgOffset;
import org.apache.iggy.connector.pinot.decoder.IggyJsonMessageDecoder;
import org.apache.pinot.segment.local.segment.creator.TransformPipeline;
import org.apache.pinot.segment.local.utils.IngestionUtils;
import org.apache.pinot.spi.data.Schema;
import org.apache.pinot.spi.data.readers.GenericRow;
import org.apache.pinot.spi.plugin.PluginManager;
import org.apache.pinot.spi.stream.StreamDataDecoderImpl;
import org.apache.pinot.spi.stream.StreamDataDecoderResult;
import org.apache.pinot.spi.stream.StreamMessage;
import org.apache.pinot.spi.stream.StreamMessageDecoder;

/**
 * Makes rows of messages with the table's decoder and Pinot's own transforms, as a consuming
 * segment does. Not thread-safe.
 */
final class TableRows {
  private final StreamDataDecoderImpl tableDecoder;
  private final StreamDataDecoderImpl wholeDecoder;
  private final Optional<TransformPipeline> pipeline;

  /**
   * @throws Exception when the decoder refuses its configuration
   */
  TableRows(StreamFacts facts) throws Exception {
    Optional<Schema> schema = facts.schema();
    Set<String> fieldsToRead =
        schema.isPresent()
            ? IngestionUtils.getFieldsForRecordExtractor(facts.tableConfig(), schema.get())
            : Set.of();
    this.tableDecoder = new StreamDataDecoderImpl(decoder(facts, fieldsToRead));
    this.wholeDecoder = new StreamDataDecoderImpl(decoder(facts, Set.of()));
    this.pipeline = schema.map(present -> new TransformPipeline(facts.tableConfig(), present));
  }

  /** Whether this JVM can decode the table's messages. */
  static boolean canDecode(DecoderName decoder) {
    return decoder.readsJson() || decoder.isLoadable();
  }

  private static StreamMessageDecoder<?> decoder(StreamFacts facts, Set<String> fieldsToRead)
      throws Exception {
    String name = facts.streamConfig().getDecoderClass();
    DecoderName decoderName = DecoderName.of(name);
    // Pinot's JSON decoders read what ours reads, and are not in this process.
    StreamMessageDecoder<?> decoder =
        decoderName.isLoadable()
            ? PluginManager.get().createInstance(decoderName.className())
            : new IggyJsonMessageDecoder();
    decoder.init(
        fieldsToRead,
        facts.streamConfig(),
        facts.tableConfig(),
        facts.schema().orElseGet(Schema::new));
    return decoder;
  }

  /** What the table makes of a message. */
  SampledRow row(int partition, StreamMessage<?> message) {
    long offset = IggyStreamPartitionMsgOffset.valueOf(message.getMetadata().getOffset());
    StreamDataDecoderResult decoded = tableDecoder.decode(message);
    if (decoded.getResult() == null) {
      return new SampledRow(
          partition,
          offset,
          Map.of(),
          List.of(),
          List.of(),
          Optional.of(reason(decoded.getException())),
          Optional.empty(),
          false);
    }
    GenericRow row = decoded.getResult().copy();
    Map<String, Object> fields = new HashMap<>(row.getFieldToValueMap());
    return transformed(partition, offset, fields, allFields(message), row);
  }

  private SampledRow transformed(
      int partition,
      long offset,
      Map<String, Object> fields,
      List<String> allFields,
      GenericRow row) {
    List<GenericRow> rows = List.of();
    Optional<String> rejection = Optional.empty();
    boolean incomplete = false;
    if (pipeline.isPresent()) {
      try {
        TransformPipeline.Result result = pipeline.get().processRow(row);
        rows = result.getTransformedRows();
        incomplete = result.getIncompleteRowCount() > 0;
      } catch (RuntimeException e) {
        rejection = Optional.of(reason(e));
      }
    }
    return new SampledRow(
        partition, offset, fields, allFields, rows, Optional.empty(), rejection, incomplete);
  }

  private List<String> allFields(StreamMessage<?> message) {
    GenericRow whole = wholeDecoder.decode(message).getResult();
    return whole == null
        ? List.of()
        : whole.getFieldToValueMap().keySet().stream()
            .filter(name -> !StreamDataDecoderImpl.isSpecialKeyType(name))
            .toList();
  }

  /** Pinot's message, and the cause behind it, which is what its user can act on. */
  private static String reason(Throwable failure) {
    String message = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    Throwable deepest = failure;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    String cause = String.valueOf(deepest.getMessage()).lines().findFirst().orElse("");
    return deepest == failure || message.contains(cause) ? message : message + ": " + cause;
  }
}
