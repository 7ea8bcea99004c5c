// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.format.protobuf;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.iggy.connector.connect.api.Codec;
import org.apache.iggy.connector.connect.api.CodecException;
import org.apache.iggy.connector.connect.api.Schema;

/**
 * Messages without a schema, as the Rust runtime has them: a {@code google.protobuf.Any} is a map
 * of {@code type_url} and {@code value}, anything else the bytes.
 */
public final class AnyCodec implements Codec {
  private static final String TYPE_URL = "type_url";
  private static final String VALUE = "value";

  private final String keys;

  /** The codec; the keys are those to set for a schema, for errors. */
  public AnyCodec(String keys) {
    this.keys = keys;
  }

  @Override
  public Schema schema() {
    return Schema.PROTO;
  }

  @Override
  public Object decode(byte[] payload) {
    try {
      Any any = Any.parseFrom(payload);
      if (any.getTypeUrl().isEmpty()) {
        return payload;
      }
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put(TYPE_URL, any.getTypeUrl());
      fields.put(VALUE, any.getValue().toByteArray());
      return fields;
    } catch (InvalidProtocolBufferException e) {
      return payload;
    }
  }

  @Override
  public byte[] encode(Object value) {
    if (value instanceof byte[] bytes) {
      return bytes;
    }
    if (value instanceof Map<?, ?> fields && fields.get(TYPE_URL) instanceof String url) {
      Object content = fields.get(VALUE);
      return Any.newBuilder()
          .setTypeUrl(url)
          .setValue(content == null ? ByteString.EMPTY : bytes(content))
          .build()
          .toByteArray();
    }
    throw new CodecException("a value cannot be written as proto without a schema: set " + keys);
  }

  private static ByteString bytes(Object content) {
    if (content instanceof byte[] bytes) {
      return ByteString.copyFrom(bytes);
    }
    try {
      return ByteString.copyFrom(Base64.getDecoder().decode((String) content));
    } catch (ClassCastException | IllegalArgumentException e) {
      throw new CodecException(
          "the value cannot be written as google.protobuf.Any: value has to be bytes or Base64", e);
    }
  }
}
