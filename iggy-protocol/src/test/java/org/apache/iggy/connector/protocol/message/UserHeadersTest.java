// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.apache.iggy.connector.protocol.wire.MalformedFrameException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserHeadersTest {
  /** As a real server returned them for source=golden, n=-5, ok=true, f=1.5. */
  private static final String GOLDEN =
      "0206000000736f757263650206000000676f6c64656e"
          + "02010000006e0708000000fbffffffffffffff"
          + "02020000006f6b030100000001"
          + "0201000000660f08000000000000000000f83f";

  @Test
  void shouldMatchServersBytesWhenBuilt() {
    UserHeaders headers =
        UserHeaders.builder()
            .put("source", "golden")
            .put("n", HeaderField.ofInt64(-5))
            .put("ok", HeaderField.ofBool(true))
            .put("f", HeaderField.ofFloat64(1.5))
            .build();

    assertThat(encode(headers)).isEqualTo(bytes(GOLDEN));
    assertThat(decode(bytes(GOLDEN))).isEqualTo(headers).hasSameHashCodeAs(headers);
    assertThat(headers.get("n")).contains(HeaderField.ofInt64(-5));
    assertThat(headers.get("absent")).isEmpty();
    List<String> keys = new ArrayList<>();
    headers.forEach(entry -> keys.add(entry.getKey().asText()));
    assertThat(keys).containsExactly("source", "n", "ok", "f");
  }

  @Test
  void shouldLeaveBufferAsItIsWhenDecoding() {
    byte[] golden = bytes(GOLDEN);
    ByteBuffer buffer = ByteBuffer.allocateDirect(golden.length + 10);
    buffer.position(7);
    buffer.put(golden).position(2);

    UserHeaders headers = UserHeaders.decode(buffer, 7, golden.length);

    assertThat(headers.size()).isEqualTo(4);
    assertThat(buffer.position()).isEqualTo(2);
    assertThat(buffer.order()).isEqualTo(ByteOrder.BIG_ENDIAN);
  }

  @Test
  void shouldReplaceValueInItsPlaceWhenKeyIsPutAgain() {
    UserHeaders headers = UserHeaders.builder().put("a", "1").put("b", "2").put("a", "3").build();
    assertThat(headers).hasToString("UserHeaders[STRING a=STRING 3, STRING b=STRING 2]");
  }

  @Test
  void shouldKeepBothButAnswerTheLastWhenProducerWroteKeyTwice() {
    byte[] twice = bytes("0201000000610201000000310201000000610201000000 32".replace(" ", ""));
    UserHeaders headers = decode(twice);
    assertThat(headers.size()).isEqualTo(2);
    assertThat(headers.get("a")).contains(HeaderField.ofString("2"));
    assertThat(encode(headers)).isEqualTo(twice);
  }

  @Test
  void shouldNotTakeOtherKindsForTextWhenLookingUp() {
    UserHeaders headers =
        UserHeaders.builder()
            .put(HeaderField.ofRaw(new byte[] {'a'}), HeaderField.ofUint8(1))
            .build();
    assertThat(headers.get("a")).isEmpty();
  }

  @Test
  void shouldBeEmptyWhenLengthIsZero() {
    assertThat(UserHeaders.decode(ByteBuffer.allocate(0), 0, 0)).isSameAs(UserHeaders.empty());
    assertThat(UserHeaders.builder().build()).isSameAs(UserHeaders.empty());
    assertThat(UserHeaders.empty().encodedLength()).isZero();
    assertThat(UserHeaders.empty().isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00", // key kind 0
        "1001000000610201000000 61", // key kind 16
        "0200000000 0201000000 61", // empty key
        "0200010000", // key of 256 bytes
        "02ffffffff", // key of 4 GiB
        "02010000", // length cut off
        "0202000000 61", // key cut off
        "020100000061", // no value
        "0201000000 61 00", // value kind 0
        "0201000000 61 0603000000 010203", // an int32 of three bytes
        "0201000000 61 0302000000 0101", // a bool of two bytes
        "0201000000 61 0201000000 61 ff", // something behind the last value
      })
  void shouldRejectBytesWhenTheyAreNoHeaders(String hex) {
    byte[] bytes = bytes(hex.replace(" ", ""));
    assertThatThrownBy(() -> decode(bytes)).isInstanceOf(MalformedFrameException.class);
  }

  @Test
  void shouldRejectRangeWhenItLeavesTheBuffer() {
    ByteBuffer buffer = ByteBuffer.allocate(100).limit(50);
    for (int[] range : new int[][] {{49, 2}, {-1, 5}, {0, -1}, {51, 1}, {1, Integer.MAX_VALUE}}) {
      assertThatThrownBy(() -> UserHeaders.decode(buffer, range[0], range[1]))
          .isInstanceOf(MalformedFrameException.class);
    }
  }

  @Test
  void shouldRejectHeadersWhenOverTheServersLimit() {
    UserHeaders.Builder builder = UserHeaders.builder();
    String value = "v".repeat(255);
    for (int i = 0; i < 400; i++) {
      builder.put(HeaderField.ofUint128(BigInteger.valueOf(i)), HeaderField.ofString(value));
    }
    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("user headers take 112400 bytes, Iggy allows 100000 a message");
  }

  @Test
  void shouldFailAndStayWhenDestinationIsTooSmall() {
    ByteBuffer small = ByteBuffer.allocate(5);
    assertThatThrownBy(() -> UserHeaders.builder().put("a", "b").build().encode(small))
        .isInstanceOf(BufferOverflowException.class);
    assertThat(small.position()).isZero();
  }

  private static UserHeaders decode(byte[] bytes) {
    return UserHeaders.decode(ByteBuffer.wrap(bytes), 0, bytes.length);
  }

  private static byte[] encode(UserHeaders headers) {
    ByteBuffer buffer = ByteBuffer.allocate(headers.encodedLength());
    headers.encode(buffer);
    assertThat(buffer.hasRemaining()).isFalse();
    return buffer.array();
  }

  private static byte[] bytes(String hex) {
    byte[] bytes = new byte[hex.length() / 2];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Integer.parseInt(hex.substring(2 * i, 2 * i + 2), 16);
    }
    return bytes;
  }
}
