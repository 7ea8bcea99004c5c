// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.decoder.json;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class RepeatedTextsTest {
  private static final int STATUS = 0;
  private static final int ID = 1;

  private final RepeatedTexts texts = new RepeatedTexts(2);

  @Test
  void shouldReturnTheSameStringWhenTheBytesAreThoseOfAnEarlierOne() {
    String first = text(STATUS, "delivered");
    assertThat(first).isEqualTo("delivered");
    assertThat(text(STATUS, "delivered")).isSameAs(first);
    assertThat(text(ID, "delivered")).isSameAs(first);
    assertThat(text(STATUS, "returned")).isEqualTo("returned");
  }

  @Test
  void shouldTellTextsApartThatAreAlikeWhereTheSlotIsChosen() {
    String one = "https://example.org/aaaaa/middle/bbbbb/end-of-it";
    for (int at = 0; at < one.length(); at++) {
      String other = one.substring(0, at) + "#" + one.substring(at + 1);
      assertThat(text(STATUS, one)).isEqualTo(one);
      assertThat(text(STATUS, other)).isEqualTo(other);
    }
  }

  @Test
  void shouldReturnWhatTheBytesSayWhateverComesBefore() {
    Random random = new Random(5);
    for (int i = 0; i < 300_000; i++) {
      StringBuilder value = new StringBuilder();
      int length = random.nextInt(RepeatedTexts.MAX_BYTES + 8);
      while (value.length() < length) {
        value.append((char) ('a' + random.nextInt(2)));
      }
      int field = random.nextInt(2);
      assertThat(text(field, value.toString())).isEqualTo(value.toString());
    }
  }

  @Test
  void shouldNotKeepLongTexts() {
    String longest = "x".repeat(RepeatedTexts.MAX_BYTES);
    assertThat(text(STATUS, longest)).isSameAs(text(STATUS, longest));
    assertThat(text(STATUS, longest + "x")).isNotSameAs(text(STATUS, longest + "x"));
  }

  @Test
  void shouldLeaveAFieldAloneForAWhileWhenItsValuesDoNotRepeat() {
    String status = text(STATUS, "delivered");
    for (int i = 0; i < RepeatedTexts.TRIAL; i++) {
      text(ID, "id-" + i);
    }
    for (int i = 0; i < RepeatedTexts.PAUSE; i++) {
      text(ID, "id");
    }
    String afterThePause = text(ID, "id");
    assertThat(text(ID, "id")).isSameAs(afterThePause);
    for (int i = 0; i < RepeatedTexts.TRIAL; i++) {
      text(ID, "other-" + i);
    }
    String paused = text(ID, "id");
    assertThat(text(ID, "id")).isEqualTo(paused).isNotSameAs(paused);
    assertThat(text(STATUS, "delivered")).isEqualTo(status);
  }

  /** With what stands behind a string in a document: its quote, and zeros behind the document. */
  private String text(int field, String value) {
    byte[] bytes = ("\"" + value + "\"" + "\0".repeat(Long.BYTES)).getBytes(US_ASCII);
    return texts.text(field, bytes, 1, value.length());
  }
}
