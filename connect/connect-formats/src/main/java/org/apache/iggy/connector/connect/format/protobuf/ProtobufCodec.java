// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.format.protobuf;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.util.Map;
import org.apache.iggy.connector.connect.api.Codec;
import org.apache.iggy.connector.connect.api.CodecException;
import org.apache.iggy.connector.connect.api.Schema;

/**
 * Messages of one type.
 *
 * <p>A message is a map in the order of the field numbers; fields that are not set are not in it.
 * Numbers have the type that holds them all (an {@code uint64} beyond {@link Long} is a {@link
 * java.math.BigInteger}), bytes are {@code byte[]}, enums text (a number that the enum has not
 * stays one), maps maps, a timestamp an {@link java.time.Instant}, a duration text such as {@code
 * 1.5s}, a wrapper what it wraps, and an {@code Any} of a type in the schema a map with
 * {@code @type}.
 */
public final class ProtobufCodec implements Codec {
  private final Descriptor type;
  private final MessageReader reader;
  private final MessageWriter writer;
  private final ProtobufJsonTypes jsonTypes;

  /** The codec of a message of a schema. */
  public ProtobufCodec(ProtobufSchema schema, Descriptor type, ProtobufOptions options) {
    this.type = type;
    this.reader = new MessageReader(schema, options);
    this.writer = new MessageWriter(schema, options);
    this.jsonTypes = new ProtobufJsonTypes(schema);
  }

  @Override
  public Schema schema() {
    return Schema.PROTO;
  }

  @Override
  public Object decode(byte[] payload) {
    return reader.read(parse(type, payload));
  }

  /**
   * The value as it goes to JSON by the protobuf mapping: numbers of 64 bits, infinities and NaN
   * are text. What the message has not is left as it is.
   */
  public Object toJsonTypes(Object value) {
    return jsonTypes.of(type, value);
  }

  static DynamicMessage parse(Descriptor type, byte[] payload) {
    CodedInputStream input = CodedInputStream.newInstance(payload);
    DynamicMessage.Builder message = DynamicMessage.newBuilder(type);
    try {
      message.mergeFrom(input);
      input.checkLastTagWas(0);
    } catch (InvalidProtocolBufferException e) {
      throw new CodecException(
          "not a "
              + type.getFullName()
              + " at byte "
              + Math.min(input.getTotalBytesRead(), payload.length)
              + ": "
              + e.getMessage());
    } catch (IOException e) {
      throw new CodecException("not a " + type.getFullName(), e);
    }
    if (!message.isInitialized()) {
      throw new CodecException(
          "not a "
              + type.getFullName()
              + ": missing "
              + String.join(", ", message.buildPartial().findInitializationErrors()));
    }
    return message.build();
  }

  @Override
  public byte[] encode(Object value) {
    if (!(value instanceof Map<?, ?> fields)) {
      throw new CodecException(
          "the value cannot be written as " + type.getFullName() + ": it has no fields");
    }
    return writer.write(type, fields).toByteArray();
  }
}
