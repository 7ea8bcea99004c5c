// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.message;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.iggy.connector.connect.api.Header;
import org.apache.iggy.connector.connect.api.HeaderKind;
import org.apache.iggy.connector.connect.api.Headers;
import org.apache.iggy.connector.protocol.message.HeaderField;
import org.apache.iggy.connector.protocol.message.UserHeaders;

/** The headers of records as Iggy's user headers, and back. */
public final class IggyHeaders {
  private IggyHeaders() {}

  /** The headers of a message; a key that is no text is shown as text. */
  public static Headers fromIggy(UserHeaders user) {
    if (user.isEmpty()) {
      return Headers.empty();
    }
    List<Header> headers = new ArrayList<>(user.size());
    for (Map.Entry<HeaderField, HeaderField> entry : user) {
      HeaderField value = entry.getValue();
      HeaderKind kind = HeaderKind.valueOf(value.kind().name());
      headers.add(new Header(entry.getKey().asText(), kind, value.asObject()));
    }
    return Headers.of(headers);
  }

  /**
   * The headers for a message.
   *
   * @throws IllegalArgumentException when Iggy has no room for one: names and values have 1 to 255
   *     bytes, all together at most 100,000
   */
  public static UserHeaders toIggy(Headers headers) {
    if (headers.isEmpty()) {
      return UserHeaders.empty();
    }
    UserHeaders.Builder user = UserHeaders.builder();
    for (Header header : headers) {
      user.put(header.name(), field(header));
    }
    return user.build();
  }

  private static HeaderField field(Header header) {
    Object value = header.value();
    try {
      return switch (header.kind()) {
        case RAW -> HeaderField.ofRaw((byte[]) value);
        case STRING -> HeaderField.ofString((String) value);
        case BOOL -> HeaderField.ofBool((Boolean) value);
        case INT8 -> HeaderField.ofInt8((Byte) value);
        case INT16 -> HeaderField.ofInt16((Short) value);
        case INT32 -> HeaderField.ofInt32((Integer) value);
        case INT64 -> HeaderField.ofInt64((Long) value);
        case INT128 -> HeaderField.ofInt128((BigInteger) value);
        case UINT8 -> HeaderField.ofUint8((Short) value);
        case UINT16 -> HeaderField.ofUint16((Integer) value);
        case UINT32 -> HeaderField.ofUint32((Long) value);
        case UINT64 -> HeaderField.ofUint64((BigInteger) value);
        case UINT128 -> HeaderField.ofUint128((BigInteger) value);
        case FLOAT32 -> HeaderField.ofFloat32((Float) value);
        case FLOAT64 -> HeaderField.ofFloat64((Double) value);
      };
    } catch (ClassCastException e) {
      throw new IllegalArgumentException(
          "the header "
              + header.name()
              + " of kind "
              + header.kind()
              + " cannot be a "
              + value.getClass().getSimpleName(),
          e);
    }
  }
}
