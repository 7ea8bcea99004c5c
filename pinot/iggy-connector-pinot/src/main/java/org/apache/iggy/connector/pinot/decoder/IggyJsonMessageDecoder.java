// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.decoder;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.iggy.connector.pinot.spi.PauselessTables;
import org.apache.pinot.spi.config.table.TableConfig;
import org.apache.pinot.spi.data.Schema;
import org.apache.pinot.spi.data.readers.GenericRow;
import org.apache.pinot.spi.stream.StreamConfig;
import org.apache.pinot.spi.stream.StreamMessageDecoder;

/**
 * Decodes one UTF-8 JSON object per message into a Pinot row.
 *
 * <p>Only the fields that the table asks for are read, all of them when it asks for none; the rest
 * is checked but never made into objects. A field that is asked for and absent is set to null. A
 * message that is malformed anywhere, also in a part that is skipped, fails as a whole and leaves
 * the row as it was.
 *
 * <p>Values have the classes that Pinot's own JSON decoder gives them:
 *
 * <pre>
 *   JSON                     Java
 *   string                   String
 *   true, false              String "true", "false"
 *   number without . or e    Integer, Long or BigInteger, the smallest that holds it
 *   any other number         Double (infinite when out of range)
 *   array                    Object[]
 *   object                   Map&lt;String, Object&gt;; of equal names the last counts
 *   null                     null
 * </pre>
 *
 * <p>As with Pinot's decoder a UTF-8 byte order mark is ignored, and so is text that follows the
 * object; comments, single quotes, NaN and the like are errors. Unlike it, this decoder rejects
 * UTF-16, UTF-32 and byte sequences that are not strict UTF-8 (overlong forms, surrogates), and
 * half of an escaped surrogate pair in a field name.
 *
 * <p>Limits, each a {@link JsonDecodeException}: 1,000 nested levels, 1,000 characters in a number,
 * 50,000 bytes in a field name, 20,000,000 bytes in a string that is read.
 *
 * <p>Not thread-safe: Pinot makes one decoder for each consuming segment and calls it from one
 * thread at a time.
 */
public final class IggyJsonMessageDecoder implements StreamMessageDecoder<Object> {
  private static final String PINOT_RECORD_EXTRACTOR =
      "org.apache.pinot.plugin.inputformat.json.JSONRecordExtractor";

  private String topicName;
  private RowFields fields;
  private JsonRowReader reader;
  private RowValues values;

  /** As Pinot calls it; what the table says about committing is noted for its consumers. */
  @Override
  public void init(
      Set<String> fieldsToRead, StreamConfig streamConfig, TableConfig tableConfig, Schema schema)
      throws Exception {
    PauselessTables.note(streamConfig, tableConfig);
    StreamMessageDecoder.super.init(fieldsToRead, streamConfig, tableConfig, schema);
  }

  /**
   * Prepares the decoder; called by Pinot before the first message, by every version's route.
   *
   * @param decoderProperties the {@code stream.iggy.decoder.prop.*} settings without their prefix;
   *     may be null
   * @param fieldsToRead names of the fields that make up a row; null or empty for all
   * @param topicName named in error messages
   * @throws IllegalArgumentException if the properties name a record extractor, which this decoder
   *     does not use
   */
  @Override
  public void init(
      Map<String, String> decoderProperties, Set<String> fieldsToRead, String topicName) {
    rejectForeignExtractor(decoderProperties);
    this.topicName = topicName;
    fields = RowFields.of(fieldsToRead);
    reader = new JsonRowReader(fields, topicName);
    values = new RowValues(fields);
  }

  /**
   * Decodes a whole payload.
   *
   * @param payload a {@code byte[]} or a {@link PayloadView}
   * @return {@code destination}, never null
   * @throws JsonDecodeException if the payload is not one well-formed JSON object
   */
  @Override
  public GenericRow decode(Object payload, GenericRow destination) {
    int length =
        payload instanceof PayloadView ? ((PayloadView) payload).length() : array(payload).length;
    return decode(payload, 0, length, destination);
  }

  /**
   * Decodes {@code length} bytes from {@code offset}; byte offsets in errors count from there.
   *
   * @param payload a {@code byte[]} or a {@link PayloadView}
   * @return {@code destination}, never null
   * @throws JsonDecodeException if the payload is not one well-formed JSON object
   * @throws IllegalStateException if a later fetch has replaced what the view shows
   */
  @Override
  public GenericRow decode(Object payload, int offset, int length, GenericRow destination) {
    if (reader == null) {
      throw new IllegalStateException("init must be called before decode");
    }
    if (payload instanceof PayloadView) {
      decodeView((PayloadView) payload, offset, length, destination);
    } else {
      decodeBytes(array(payload), offset, length, destination);
    }
    return destination;
  }

  private void decodeView(PayloadView view, int offset, int length, GenericRow destination) {
    Objects.checkFromIndexSize(offset, length, view.length());
    PayloadBatch batch = view.batch();
    int index = view.index();
    byte[] bytes = batch.bytes();
    boolean whole = length == view.length();
    try {
      if (!whole || !batch.ahead().take(batch, index, fields, topicName, destination)) {
        decodeBytes(bytes, batch.start(index) + offset, length, destination);
      }
    } catch (JsonDecodeException e) {
      batch.refused();
      throw e;
    }
  }

  private void decodeBytes(byte[] bytes, int offset, int length, GenericRow destination) {
    reader.read(bytes, offset, length, values);
    values.moveTo(destination);
  }

  private static byte[] array(Object payload) {
    if (payload instanceof byte[]) {
      return (byte[]) payload;
    }
    throw new IllegalArgumentException(
        "IggyJsonMessageDecoder decodes byte[], not "
            + (payload == null ? "null" : payload.getClass().getName()));
  }

  private static void rejectForeignExtractor(Map<String, String> decoderProperties) {
    String extractor =
        decoderProperties == null ? null : decoderProperties.get(RECORD_EXTRACTOR_CONFIG_KEY);
    if (extractor != null && !extractor.equals(PINOT_RECORD_EXTRACTOR)) {
      throw new IllegalArgumentException(
          "Remove stream.iggy.decoder.prop."
              + RECORD_EXTRACTOR_CONFIG_KEY
              + " ("
              + extractor
              + "): IggyJsonMessageDecoder reads JSON without a record extractor. To use one, set"
              + " stream.iggy.decoder.class.name to"
              + " org.apache.pinot.plugin.inputformat.json.JSONMessageDecoder");
    }
  }
}
