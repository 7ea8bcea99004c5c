// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.transform;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.iggy.connector.connect.api.Codec;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.ConnectRecord;
import org.apache.iggy.connector.connect.api.ErrorCategory;
import org.apache.iggy.connector.connect.api.Payload;
import org.apache.iggy.connector.connect.api.Schema;
import org.apache.iggy.connector.connect.api.Transform;
import org.apache.iggy.connector.connect.format.CodecFactory;
import org.apache.iggy.connector.connect.format.json.JsonCodec;
import org.apache.iggy.connector.connect.format.protobuf.ProtobufCodec;

/**
 * Turns payloads of one format into another.
 *
 * @param source what payloads are in; null for whatever they say themselves
 * @param target what they become
 * @param own the codec of the transform's own schema; null when it has none
 * @param mappings new names of outermost fields
 * @param pretty whether JSON is written on many lines
 * @param messageType what {@code metadata} calls the type; null when it is not wanted
 */
record FormatConversion(
    Schema source,
    Schema target,
    Codec own,
    Map<String, String> mappings,
    boolean pretty,
    String messageType)
    implements Transform {

  @Override
  public ConnectRecord apply(ConnectRecord record) {
    Payload payload = record.payload();
    Schema from = source == null ? payload.schema() : source;
    if (from == target && payload.schema() == target && mappings.isEmpty()) {
      return record;
    }
    return record.withPayload(convert(payload, from));
  }

  private Payload convert(Payload payload, Schema from) {
    if (payload.schema() != from && payload.schema() != Schema.RAW) {
      throw new ConnectException(
          ErrorCategory.PERMANENT,
          "the payload is " + payload.schema() + ", but source_format says " + from);
    }
    if (from == Schema.RAW && needsSchema(target)) {
      return Payload.ofBytes(codec(target), payload.bytes());
    }
    if (target == Schema.RAW) {
      return Payload.raw(payload.bytes());
    }
    Object value = value(payload, from);
    return switch (target) {
      case JSON -> Payload.ofValue(codec(target), withMetadata(from, json(payload, from, value)));
      case TEXT -> Payload.ofValue(codec(target), text(from, json(payload, from, value)));
      default -> Payload.ofValue(codec(target), renamed(value));
    };
  }

  private static boolean needsSchema(Schema schema) {
    return schema == Schema.PROTO || schema == Schema.FLAT_BUFFER || schema == Schema.AVRO;
  }

  private Codec codec(Schema schema) {
    if (own != null && own.schema() == schema) {
      return own;
    }
    if (schema == Schema.JSON && pretty) {
      return JsonCodec.indented();
    }
    return CodecFactory.create(schema);
  }

  /** Text and bytes that are to have fields are JSON. */
  private Object value(Payload payload, Schema from) {
    boolean parsed = target != Schema.TEXT && (from == Schema.TEXT || from == Schema.RAW);
    if (parsed) {
      return JsonCodec.compact().decode(payload.bytes());
    }
    boolean ownSchema = own != null && own.schema() == from && payload.codec() != own;
    return payload.schema() == from && !ownSchema
        ? payload.value()
        : codec(from).decode(payload.bytes());
  }

  private Object renamed(Object value) {
    if (mappings.isEmpty() || !(value instanceof Map<?, ?> fields)) {
      return value;
    }
    Map<String, Object> renamed = new LinkedHashMap<>();
    fields.forEach(
        (name, field) -> renamed.put(mappings.getOrDefault((String) name, (String) name), field));
    return renamed;
  }

  /** Messages have a mapping of their own to JSON, which goes by the names of their schema. */
  private Object json(Payload payload, Schema from, Object value) {
    if (from != Schema.PROTO) {
      return renamed(value);
    }
    Codec codec = own != null && own.schema() == from ? own : payload.codec();
    return renamed(codec instanceof ProtobufCodec messages ? messages.toJsonTypes(value) : value);
  }

  private Object withMetadata(Schema from, Object value) {
    if (messageType == null) {
      return value;
    }
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("converted_from", from == Schema.PROTO ? "protobuf" : from.configName());
    metadata.put("timestamp", System.currentTimeMillis());
    metadata.put("message_type", messageType);
    Map<String, Object> wrapped = new LinkedHashMap<>();
    wrapped.put("data", value);
    wrapped.put("metadata", metadata);
    return wrapped;
  }

  private String text(Schema from, Object value) {
    if (value instanceof String text) {
      return text;
    }
    if (value instanceof byte[] bytes) {
      return from == Schema.RAW
          ? (String) CodecFactory.create(Schema.TEXT).decode(bytes)
          : Base64.getEncoder().encodeToString(bytes);
    }
    return new String(codec(Schema.JSON).encode(value), UTF_8);
  }
}
