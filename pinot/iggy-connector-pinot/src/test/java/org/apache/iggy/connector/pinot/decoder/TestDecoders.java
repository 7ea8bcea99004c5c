// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.decoder;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.apache.pinot.spi.data.readers.GenericRow;

/** Decoders made ready, and rows from text, for the tests of this package. */
final class TestDecoders {
  private TestDecoders() {}

  static IggyJsonMessageDecoder of(Set<String> fields) {
    IggyJsonMessageDecoder decoder = new IggyJsonMessageDecoder();
    decoder.init(Map.of(), fields, "events");
    return decoder;
  }

  static IggyJsonMessageDecoder of(String... fields) {
    return of(Set.of(fields));
  }

  static Map<String, Object> decode(IggyJsonMessageDecoder decoder, String json) {
    return decoder.decode(utf8(json), new GenericRow()).getFieldToValueMap();
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
