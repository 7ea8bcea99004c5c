// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.format.avro;

import org.apache.avro.AvroRuntimeException;
import org.apache.iggy.connector.connect.api.Codec;
import org.apache.iggy.connector.connect.api.CodecException;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.ErrorCategory;
import org.apache.iggy.connector.connect.api.Schema;

/**
 * A datum of one Avro schema in the binary encoding, without the schema or a header, as the Rust
 * runtime has it.
 *
 * <p>Records and maps are maps, enums text, bytes and fixed {@code byte[]}; logical types come as
 * {@link java.math.BigDecimal}, {@link java.util.UUID}, {@link java.time.LocalDate}, {@link
 * java.time.LocalTime}, {@link java.time.Instant} and {@link java.time.LocalDateTime}. What is
 * written may say these in text or in Avro's own numbers, too. Fields that the schema has not are
 * left away, fields that are missing get their default.
 */
public final class AvroCodec implements Codec {
  private final AvroReader reader;
  private final AvroWriter writer;

  private AvroCodec(org.apache.avro.Schema schema, boolean strict) {
    this.reader = new AvroReader(schema);
    this.writer = new AvroWriter(schema, strict);
  }

  /**
   * The codec of a schema.
   *
   * @param schemaJson the schema
   * @param key the key of the configuration that has it, for errors
   * @param strict whether a field that the schema has not is an error when it is written
   * @throws ConnectException of category CONFIGURATION when it is no schema
   */
  public static Codec of(String schemaJson, String key, boolean strict) {
    try {
      return new AvroCodec(new org.apache.avro.Schema.Parser().parse(schemaJson), strict);
    } catch (AvroRuntimeException e) {
      throw new ConnectException(
          ErrorCategory.CONFIGURATION, key + " must be an Avro schema: " + e.getMessage(), e);
    }
  }

  @Override
  public Schema schema() {
    return Schema.AVRO;
  }

  @Override
  public Object decode(byte[] payload) {
    return reader.read(payload);
  }

  /** {@inheritDoc} The message names the field that has no room. */
  @Override
  public byte[] encode(Object value) throws CodecException {
    return writer.write(value);
  }
}
