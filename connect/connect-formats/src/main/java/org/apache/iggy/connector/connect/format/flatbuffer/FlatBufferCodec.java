// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.format.flatbuffer;

import java.util.Map;
import org.apache.iggy.connector.connect.api.Codec;
import org.apache.iggy.connector.connect.api.CodecException;
import org.apache.iggy.connector.connect.api.Schema;

/**
 * FlatBuffers of one root table.
 *
 * <p>Tables and structs are maps in the order of the schema. Numbers that a payload leaves away
 * because they are the default are there all the same; other fields that it has not are missing.
 * Enums are text (a number that the enum has not stays one), vectors lists, a vector of {@code
 * ubyte} is {@code byte[]}. A union {@code u} is the content under {@code u} and its name under
 * {@code u_type}.
 */
public final class FlatBufferCodec implements Codec {
  private final FlatBufferReader reader;
  private final FlatBufferWriter writer;

  /**
   * The codec of a schema.
   *
   * @param strict whether a field that the schema has not is an error when it is written
   */
  public FlatBufferCodec(FlatBufferSchema schema, boolean strict) {
    this.reader = new FlatBufferReader(schema);
    this.writer = new FlatBufferWriter(schema, strict);
  }

  @Override
  public Schema schema() {
    return Schema.FLAT_BUFFER;
  }

  @Override
  public Object decode(byte[] payload) {
    return reader.read(payload);
  }

  @Override
  public byte[] encode(Object value) {
    if (value instanceof Map<?, ?> fields) {
      return writer.write(fields);
    }
    throw new CodecException("the value cannot be written as a FlatBuffer: it has no fields");
  }
}
