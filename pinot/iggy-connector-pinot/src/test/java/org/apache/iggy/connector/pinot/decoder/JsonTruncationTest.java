// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.decoder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pinot.spi.data.readers.GenericRow;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Cuts recorded documents short at every byte: none of that is a document. */
class JsonTruncationTest {
  private static final int DOCUMENTS_OF_A_KIND = 3;

  /** What follows the object does not matter, so these may be cut there. */
  private static final Set<String> ENDS_EARLIER =
      Set.of("spaces", "trailing garbage", "two documents", "nul byte");

  private final IggyJsonMessageDecoder all = TestDecoders.of();
  private final IggyJsonMessageDecoder none = TestDecoders.of("absent");

  /** Some of each kind: the name up to its number. */
  static Stream<OracleCase> documents() {
    Map<String, List<OracleCase>> kinds =
        OracleCase.readAll().stream()
            .filter(recorded -> recorded.isAccepted() && !ENDS_EARLIER.contains(recorded.name()))
            .collect(Collectors.groupingBy(recorded -> recorded.name().replaceAll("[0-9]+.*", "")));
    return kinds.values().stream().flatMap(kind -> kind.stream().limit(DOCUMENTS_OF_A_KIND));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("documents")
  void shouldRejectADocumentCutShortAtAnyByte(OracleCase recorded) {
    byte[] payload = recorded.input();
    assertThat(failure(all, payload, payload.length)).isNull();
    assertThat(failure(none, payload, payload.length)).isNull();
    for (int length = 0; length < payload.length; length++) {
      assertRejected(all, payload, length);
      assertRejected(none, payload, length);
    }
  }

  private static void assertRejected(IggyJsonMessageDecoder decoder, byte[] payload, int length) {
    JsonDecodeException e = failure(decoder, payload, length);
    if (e == null || e.byteOffset() < 0 || e.byteOffset() > length) {
      assertThat(e).as("cut after " + length).isNotNull();
      assertThat(e.byteOffset()).isBetween(0, length);
    }
  }

  /** What follows the range in the array would make the document whole. */
  private static JsonDecodeException failure(
      IggyJsonMessageDecoder decoder, byte[] payload, int length) {
    GenericRow row = new GenericRow();
    try {
      decoder.decode(payload, 0, length, row);
      return null;
    } catch (JsonDecodeException e) {
      if (!row.getFieldToValueMap().isEmpty()) {
        assertThat(row.getFieldToValueMap()).isEmpty();
      }
      return e;
    }
  }
}
