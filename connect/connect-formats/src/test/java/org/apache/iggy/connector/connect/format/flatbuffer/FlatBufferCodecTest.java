// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.format.flatbuffer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.iggy.connector.connect.api.Codec;
import org.apache.iggy.connector.connect.api.CodecException;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.format.Fuzz;
import org.apache.iggy.connector.connect.format.json.JsonCodec;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code monster.bin} is what flatc made of {@code monster.json} and {@code monster.fbs}. */
class FlatBufferCodecTest {
  private static final byte[] PAYLOAD = resource("monster.bin");
  private static final Codec CODEC = codec(null, false);

  private static byte[] resource(String name) {
    try (InputStream in = FlatBufferCodecTest.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Codec codec(String root, boolean strict) {
    return new FlatBufferCodec(
        FlatBufferSchema.of(resource("monster.bfbs"), root, "path", "root"), strict);
  }

  private static Object json(String text) {
    return JsonCodec.compact().decode(text.replace('\'', '"').getBytes(UTF_8));
  }

  @Test
  void shouldReadWhatFlatcWrote() {
    Map<?, ?> value = (Map<?, ?>) CODEC.decode(PAYLOAD);

    assertThat(value.get("pos")).isEqualTo(Map.of("x", 1f, "y", 2f, "z", 3.0));
    assertThat(value.get("hp")).isEqualTo(100);
    assertThat(value.get("mana")).isEqualTo(4_000_000_000L);
    assertThat(value.get("name")).isEqualTo("Orc");
    assertThat(value.get("inventory")).isEqualTo(new byte[] {1, 2, -1});
    assertThat(value.get("color")).isEqualTo("Green");
    assertThat(value.get("flags")).isEqualTo(3);
    assertThat(value.get("big")).isEqualTo("Huge");
    assertThat(value.get("gear_type")).isEqualTo("Weapon");
    assertThat(value.get("gear")).isEqualTo(Map.of("name", "axe", "damage", 5));
    assertThat(value.get("gears_type")).isEqualTo(List.of("Spell", "Place", "Note"));
    assertThat(value.get("gears"))
        .isEqualTo(
            List.of(Map.of("words", List.of("a", "b")), Map.of("x", 4f, "y", 5f, "z", 6.0), "hi"));
    assertThat(value.get("weapons"))
        .isEqualTo(List.of(Map.of("name", "w1", "damage", 9), Map.of("name", "w2", "damage", 5)));
    assertThat(((Map<?, ?>) value.get("box")).get("corners")).isEqualTo(List.of(1, -2, 3));
    assertThat(((Map<?, ?>) value.get("friend")).get("name")).isEqualTo("Elf");
    assertThat(value.get("a_long")).isEqualTo(-9_007_199_254_740_993L);
    assertThat(value.get("a_ulong")).isEqualTo(BigInteger.TWO.pow(64).subtract(BigInteger.ONE));
    assertThat(value.get("a_float")).isEqualTo(1.5f);
    assertThat(value.get("a_bool")).isEqualTo(false);
    assertThat(value.get("maybe")).isEqualTo(0);
    assertThat(value.get("colors")).isEqualTo(List.of("Red", "Blue"));
    assertThat(value.get("texts")).isEqualTo(List.of("", "é"));
    assertThat(value.get("levels")).isEqualTo(List.of(-1, 1));
  }

  @Test
  void shouldReadWhatItWrote() {
    Object value = CODEC.decode(PAYLOAD);

    assertThat(CODEC.decode(CODEC.encode(value))).usingRecursiveComparison().isEqualTo(value);
  }

  @Test
  void shouldWriteTheJsonThatFlatcTakes() {
    Object json = JsonCodec.compact().decode(resource("monster.json"));

    assertThat(CODEC.decode(CODEC.encode(json)))
        .usingRecursiveComparison()
        .isEqualTo(CODEC.decode(PAYLOAD));
    assertThat(Arrays.copyOfRange(CODEC.encode(json), 4, 8)).isEqualTo("MONS".getBytes(UTF_8));
  }

  @Test
  void shouldTakeBytesAsJsonHasThem() {
    assertThat(((Map<?, ?>) CODEC.decode(CODEC.encode(json("{'inventory':'AQL/'}")))))
        .extracting("inventory")
        .isEqualTo(new byte[] {1, 2, -1});
  }

  @Test
  void shouldGiveDefaultsAndLeaveAwayWhatHasNone() {
    assertThat(CODEC.decode(CODEC.encode(Map.of())))
        .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
        .containsEntry("hp", 100)
        .containsEntry("color", "Blue")
        .containsEntry("a_bool", true)
        .doesNotContainKeys("name", "maybe", "old", "gear", "gear_type", "pos");
  }

  @Test
  void shouldWriteAnotherRootTable() {
    Codec weapon = codec("com.example.Weapon", false);

    assertThat(weapon.decode(weapon.encode(json("{'name':'x','damage':7}"))))
        .isEqualTo(Map.of("name", "x", "damage", 7));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'hp':40000} | hp has to be a short",
        "{'a_ubyte':-1} | a_ubyte has to be a ubyte",
        "{'a_int':1.5} | a_int has to be a whole number",
        "{'a_int':1e9999} | a_int has to be a whole number",
        "{'color':'Pink'} | color has to be a name or number of com.example.Color",
        "{'pos':{'x':'a'}} | pos.x has to be a number",
        "{'pos':[1]} | pos has to be a com.example.Vec3",
        "{'weapons':[{'damage':1}]} | weapons[].name has to be there",
        "{'box':{'corners':[1]}} | box.corners has to be a list of 3",
        "{'gear':{'name':'x'}} | gear_type has to be a name of the union com.example.Gear",
        "{'gears':[1]} | gears_type has to be a list",
        "{'nope':1} | com.example.Monster has no field nope",
        "5 | it has no fields",
      })
  void shouldNameTheFieldThatDoesNotFit(String value, String error) {
    Codec strict = codec(null, true);

    assertThatThrownBy(() -> strict.encode(json(value)))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining(error.strip());
  }

  @Test
  void shouldLeaveAwayFieldsThatTheSchemaHasNot() {
    assertThat(CODEC.encode(Map.of("nope", 1))).isEqualTo(CODEC.encode(Map.of()));
  }

  @Test
  void shouldSayWhereAPayloadIsWrong() {
    assertThatThrownBy(() -> CODEC.decode(new byte[] {100, 0, 0, 0}))
        .isInstanceOf(CodecException.class)
        .hasMessage("not a FlatBuffer of this schema at byte 0: an offset points outside");
  }

  @Test
  @Timeout(60)
  void shouldRefuseAPayloadThatUnfoldsWithoutEnd() {
    Map<String, Object> monster = new LinkedHashMap<>();
    for (int i = 0; i < 200; i++) {
      monster = new LinkedHashMap<>(Map.of("friend", monster));
    }
    Map<String, Object> deep = monster;
    assertThatThrownBy(() -> CODEC.encode(deep)).isInstanceOf(CodecException.class);

    // A table whose friend is itself.
    byte[] loop = CODEC.encode(Map.of("friend", Map.of()));
    int root = loop[0];
    int refused = 0;
    for (int at = root; at < loop.length - 4; at++) {
      byte[] changed = loop.clone();
      System.arraycopy(new byte[] {(byte) (root - at), -1, -1, -1}, 0, changed, at, 4);
      try {
        CODEC.decode(changed);
      } catch (CodecException e) {
        refused++;
      }
    }
    assertThat(refused).isPositive();
  }

  @Test
  void shouldNameTheKeyWhenTheSchemaIsNone() {
    assertThatThrownBy(() -> FlatBufferSchema.of(new byte[100], null, "path", "root"))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("path must name a binary FlatBuffers schema");
    byte[] damaged = Arrays.copyOf(resource("monster.bfbs"), 200);
    assertThatThrownBy(() -> FlatBufferSchema.of(damaged, null, "path", "root"))
        .isInstanceOf(ConnectException.class);
    assertThatThrownBy(() -> codec("com.example.Orc", false))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("root must be a table of the schema");
  }

  @Test
  @Timeout(120)
  void shouldSurviveWhatIsNoFlatBuffer() {
    Fuzz.run(CODEC, PAYLOAD);
  }
}
