// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class HeaderFieldTest {
  private static final BigInteger TWO_64 = BigInteger.ONE.shiftLeft(64);
  private static final BigInteger TWO_127 = BigInteger.ONE.shiftLeft(127);
  private static final BigInteger TWO_128 = BigInteger.ONE.shiftLeft(128);

  static Stream<Arguments> typedFields() {
    return Stream.of(
        field(HeaderField.ofString("añ"), 2, "añ", "61c3b1", "añ"),
        field(HeaderField.ofBool(true), 3, true, "01", "true"),
        field(HeaderField.ofBool(false), 3, false, "00", "false"),
        field(HeaderField.ofInt8((byte) -2), 4, (byte) -2, "fe", "-2"),
        field(HeaderField.ofInt16((short) -300), 5, (short) -300, "d4fe", "-300"),
        field(HeaderField.ofInt32(-70000), 6, -70000, "90eefeff", "-70000"),
        field(HeaderField.ofInt64(-5), 7, -5L, "fbffffffffffffff", "-5"),
        field(
            HeaderField.ofInt128(TWO_127.negate()),
            8,
            TWO_127.negate(),
            "00000000000000000000000000000080",
            TWO_127.negate().toString()),
        field(HeaderField.ofUint8(255), 9, (short) 255, "ff", "255"),
        field(HeaderField.ofUint16(65535), 10, 65535, "ffff", "65535"),
        field(HeaderField.ofUint32(4294967295L), 11, 4294967295L, "ffffffff", "4294967295"),
        field(
            HeaderField.ofUint64(TWO_64.subtract(BigInteger.ONE)),
            12,
            TWO_64.subtract(BigInteger.ONE),
            "ffffffffffffffff",
            "18446744073709551615"),
        field(
            HeaderField.ofUint128(TWO_64),
            13,
            TWO_64,
            "00000000000000000100000000000000",
            "18446744073709551616"),
        field(HeaderField.ofFloat32(1.5f), 14, 1.5f, "0000c03f", "1.5"),
        field(HeaderField.ofFloat64(1.5), 15, 1.5, "000000000000f83f", "1.5"));
  }

  private static Arguments field(
      HeaderField field, int code, Object object, String hex, String text) {
    return Arguments.of(field, code, object, hex, text);
  }

  @ParameterizedTest
  @MethodSource("typedFields")
  void shouldKeepTypeAndValueWhenMadeByFactory(
      HeaderField field, int code, Object object, String hex, String text) {
    assertThat(field.kind().code()).isEqualTo(code);
    assertThat(field.asObject()).isEqualTo(object);
    assertThat(field.asText()).isEqualTo(text);
    // RAW shows bytes in hexadecimal.
    assertThat(HeaderField.ofRaw(field.bytes()).asText()).isEqualTo(hex);
    assertThat(HeaderField.of(field.kind(), field.bytes()))
        .isEqualTo(field)
        .hasSameHashCodeAs(field);
  }

  @Test
  void shouldNotChangeWhenArraysGivenOrTakenChange() {
    byte[] bytes = {1, 2};
    HeaderField field = HeaderField.ofRaw(bytes);
    bytes[0] = 9;
    field.bytes()[0] = 9;
    ((byte[]) field.asObject())[0] = 9;
    assertThat(field.bytes()).containsExactly(1, 2);
  }

  @Test
  void shouldDifferWhenKindsDiffer() {
    assertThat(HeaderField.ofInt8((byte) 1)).isNotEqualTo(HeaderField.ofUint8(1));
  }

  @Test
  void shouldRejectValueWhenOutOfRange() {
    assertThatThrownBy(() -> HeaderField.ofUint8(256)).hasMessage("256 is out of range for UINT8");
    assertThatThrownBy(() -> HeaderField.ofUint16(-1)).hasMessageContaining("UINT16");
    assertThatThrownBy(() -> HeaderField.ofUint32(1L << 32)).hasMessageContaining("UINT32");
    assertThatThrownBy(() -> HeaderField.ofUint64(TWO_64)).hasMessageContaining("UINT64");
    assertThatThrownBy(() -> HeaderField.ofUint128(TWO_128)).hasMessageContaining("UINT128");
    assertThatThrownBy(() -> HeaderField.ofInt128(TWO_127)).hasMessageContaining("INT128");
  }

  @Test
  void shouldRejectTextWhenEmptyOrOver255Bytes() {
    assertThatThrownBy(() -> HeaderField.ofString(""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has 0 bytes, allowed is 1 to 255");
    assertThatThrownBy(() -> HeaderField.ofString("ä".repeat(128)))
        .hasMessageContaining("has 256 bytes");
  }

  @ParameterizedTest
  @EnumSource(HeaderKind.class)
  void shouldFindKindWhenGivenItsCode(HeaderKind kind) {
    assertThat(HeaderKind.of(kind.code())).isSameAs(kind);
  }
}
