// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.decoder;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JsonDocumentParserTest {
  private final JsonDocumentParser documents = new JsonDocumentParser();

  @Test
  void shouldRenewTheParserNowAndThenSoThatUnendingNewNamesDoNotFillTheHeap() throws IOException {
    Set<JsonParser> parsers = Collections.newSetFromMap(new IdentityHashMap<>());
    long bytes = 0;
    for (int i = 0; bytes < 4L * JsonDocumentParser.RENEWAL_BYTES; i++) {
      byte[] payload = TestDecoders.utf8("{\"name-" + i + "\":\"" + "x".repeat(1000) + "\"}");
      bytes += payload.length;
      JsonParser parser = documents.begin(payload, 0, payload.length);
      parsers.add(parser);
      assertThat(parser.nextToken()).isEqualTo(JsonToken.START_OBJECT);
      assertThat(parser.nextFieldName()).isEqualTo("name-" + i);
      assertThat(parser.nextToken()).isEqualTo(JsonToken.VALUE_STRING);
      assertThat(parser.nextToken()).isEqualTo(JsonToken.END_OBJECT);
      assertThat(documents.end()).isEqualTo(payload.length);
    }

    assertThat(parsers).hasSizeBetween(4, 5);
  }

  @Test
  void shouldDropWhatFollowsADocument() throws IOException {
    byte[] payload = TestDecoders.utf8(" {} {\"a\":1}" + " ".repeat(20_000));
    for (int i = 0; i < 3; i++) {
      JsonParser parser = documents.begin(payload, 0, payload.length);
      assertThat(parser.nextToken()).isEqualTo(JsonToken.START_OBJECT);
      assertThat(parser.nextToken()).isEqualTo(JsonToken.END_OBJECT);
      assertThat(documents.end()).isEqualTo(3);
    }
  }
}
