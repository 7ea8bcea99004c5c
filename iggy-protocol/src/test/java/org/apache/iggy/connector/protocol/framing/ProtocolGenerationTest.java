// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.framing;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.iggy.connector.protocol.primitive.ProtocolVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProtocolGenerationTest {
  @ParameterizedTest
  @EnumSource(ProtocolGeneration.class)
  void shouldBeFoundWhenAskedByItsLabel(ProtocolGeneration generation) {
    assertThat(ProtocolGeneration.of(generation.label())).contains(generation);
    assertThat(generation.newFraming().generation()).isEqualTo(generation);
    assertThat(generation.newFraming()).isNotSameAs(generation.newFraming());
  }

  @Test
  void shouldNotBeFoundWhenTheLabelIsNone() {
    assertThat(ProtocolGeneration.of("auto")).isEmpty();
  }

  @Test
  void shouldBeCompatibleWhenMajorAndMinorVersionAreTheSame() {
    ProtocolVersion spoken = ProtocolVersion.SPOKEN;
    assertThat(spoken).hasToString("0.11.0");
    assertThat(spoken.isCompatibleWith(ProtocolVersion.ofWord(11 << 10 | 7))).isTrue();
    assertThat(spoken.isCompatibleWith(ProtocolVersion.ofWord(12 << 10))).isFalse();
    assertThat(spoken.isCompatibleWith(ProtocolVersion.ofWord(1 << 20 | 11 << 10))).isFalse();
    assertThat(ProtocolVersion.ofWord(0xFFFF_FFFFL)).hasToString("4095.1023.1023");
  }

  @Test
  void shouldTellVersionsWhenTheProtocolIsIncompatible() {
    ProtocolVersion min = ProtocolVersion.ofWord(12 << 10);
    ProtocolVersion max = ProtocolVersion.ofWord(13 << 10 | 2);
    Eviction eviction = new Eviction(EvictionReason.INCOMPATIBLE_PROTOCOL.code(), min, max);
    assertThat(eviction.message()).contains("0.12.0 to 0.13.2", "0.11.0", "newer client");
    assertThat(new Eviction(99, min, max).message()).contains("reason 99");
    assertThat(new Eviction(99, min, max).reason()).isEqualTo(EvictionReason.UNKNOWN);
  }
}
