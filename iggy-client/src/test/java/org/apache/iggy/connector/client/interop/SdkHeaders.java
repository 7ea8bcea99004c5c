// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.interop;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.iggy.connector.protocol.message.HeaderField;
import org.apache.iggy.connector.protocol.message.HeaderKind;
import org.apache.iggy.connector.protocol.message.UserHeaders;

/** User headers in our terms and in those of the Python SDK, which keeps no order. */
final class SdkHeaders {
  private SdkHeaders() {}

  /** A header of each kind, as a value and as a key. */
  static UserHeaders ofEveryKind() {
    UserHeaders.Builder headers = UserHeaders.builder();
    for (HeaderField field : fieldsOfEveryKind()) {
      headers.put("value " + field.kind(), field);
      headers.put(field, HeaderField.ofString("key " + field.kind()));
    }
    return headers.build();
  }

  private static List<HeaderField> fieldsOfEveryKind() {
    BigInteger large = BigInteger.ONE.shiftLeft(127).subtract(BigInteger.TEN);
    return List.of(
        HeaderField.ofRaw(new byte[] {0, -1, 127}),
        HeaderField.ofString("väl \uD83D\uDE80"),
        HeaderField.ofBool(true),
        HeaderField.ofInt8((byte) -8),
        HeaderField.ofInt16((short) -16),
        HeaderField.ofInt32(-32),
        HeaderField.ofInt64(Long.MIN_VALUE),
        HeaderField.ofInt128(large.negate()),
        HeaderField.ofUint8(200),
        HeaderField.ofUint16(60_000),
        HeaderField.ofUint32(4_000_000_000L),
        HeaderField.ofUint64(BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE)),
        HeaderField.ofUint128(large.shiftLeft(1)),
        HeaderField.ofFloat32(1.5f),
        HeaderField.ofFloat64(-0.1));
  }

  /** As an argument for the SDK. */
  static Map<String, Object> argument(UserHeaders headers) {
    List<Object> pairs = new ArrayList<>();
    for (Map.Entry<HeaderField, HeaderField> header : headers) {
      pairs.add(
          List.of(
              argument("HeaderKey", header.getKey()), argument("HeaderValue", header.getValue())));
    }
    return Map.of("pairs", pairs);
  }

  private static Map<String, Object> argument(String type, HeaderField field) {
    Object value =
        field.kind() == HeaderKind.RAW ? PythonSdk.bytes(field.bytes()) : field.asObject();
    return PythonSdk.value(type + "." + sdkName(field.kind()), value);
  }

  private static String sdkName(HeaderKind kind) {
    String name = kind.name().charAt(0) + kind.name().substring(1).toLowerCase(Locale.ROOT);
    return name.replace("Uint", "UnsignedInt");
  }

  /** What the SDK gives for a message's headers, by key. */
  static Map<HeaderField, HeaderField> received(JsonNode headers) {
    Map<HeaderField, HeaderField> received = new HashMap<>();
    headers.forEach(pair -> received.put(field(pair.get(0)), field(pair.get(1))));
    return received;
  }

  /** Headers by key. */
  static Map<HeaderField, HeaderField> byKey(UserHeaders headers) {
    Map<HeaderField, HeaderField> byKey = new HashMap<>();
    headers.forEach(header -> byKey.put(header.getKey(), header.getValue()));
    return byKey;
  }

  private static HeaderField field(JsonNode field) {
    String kind = field.get("kind").asText().replace("UnsignedInt", "Uint");
    JsonNode value = field.get("value");
    switch (HeaderKind.valueOf(kind.toUpperCase(Locale.ROOT))) {
      case RAW:
        return HeaderField.ofRaw(Hex.bytes(value.get("hex").asText()));
      case STRING:
        return HeaderField.ofString(value.asText());
      case BOOL:
        return HeaderField.ofBool(value.booleanValue());
      case INT8:
        return HeaderField.ofInt8((byte) value.intValue());
      case INT16:
        return HeaderField.ofInt16((short) value.intValue());
      case INT32:
        return HeaderField.ofInt32(value.intValue());
      case INT64:
        return HeaderField.ofInt64(value.longValue());
      case INT128:
        return HeaderField.ofInt128(value.bigIntegerValue());
      case UINT8:
        return HeaderField.ofUint8(value.intValue());
      case UINT16:
        return HeaderField.ofUint16(value.intValue());
      case UINT32:
        return HeaderField.ofUint32(value.longValue());
      case UINT64:
        return HeaderField.ofUint64(value.bigIntegerValue());
      case UINT128:
        return HeaderField.ofUint128(value.bigIntegerValue());
      case FLOAT32:
        return HeaderField.ofFloat32(value.floatValue());
      case FLOAT64:
        return HeaderField.ofFloat64(value.doubleValue());
    }
    throw new AssertionError(kind);
  }
}
