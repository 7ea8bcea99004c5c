// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.format;

import org.apache.iggy.connector.connect.api.Codec;
import org.apache.iggy.connector.connect.api.CodecException;
import org.apache.iggy.connector.connect.api.Schema;

/**
 * A format that needs a schema and has none: payloads pass as they are, and their value are the
 * bytes.
 */
record BytesCodec(Schema schema, String keys) implements Codec {
  @Override
  public Object decode(byte[] payload) {
    return payload;
  }

  @Override
  public byte[] encode(Object value) {
    if (value instanceof byte[] bytes) {
      return bytes;
    }
    throw new CodecException(
        "a value cannot be written as " + schema + " without a schema: set " + keys);
  }
}
