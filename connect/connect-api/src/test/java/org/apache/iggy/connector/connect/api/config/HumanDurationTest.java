// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.api.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HumanDurationTest {
  @ParameterizedTest
  @CsvSource({
    "5ms, PT0.005S",
    "1m 30s, PT1M30S",
    "1m30s, PT1M30S",
    "2days, PT48H",
    "1.5s, PT1.5S",
    "100us, PT0.0001S",
    "3 hours 4 minutes, PT3H4M",
    "0, PT0S",
    "unlimited, PT0S",
    "Disabled, PT0S",
    "none, PT0S"
  })
  void shouldReadTimes(String text, Duration expected) {
    assertThat(HumanDuration.parse(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "ms", "5 parsecs", "-1s", "1s and more", "9999999999999999999w"})
  void shouldRefuseWhatIsNoTime(String text) {
    assertThatThrownBy(() -> HumanDuration.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("must be a time such as .*|is longer than any time");
  }

  @ParameterizedTest
  @CsvSource({"PT0S, 0", "PT1M30S, 1m 30s", "PT0.005S, 5ms", "PT49H, 2d 1h", "PT0.0001S, 100us"})
  void shouldWriteTimes(Duration duration, String expected) {
    assertThat(HumanDuration.format(duration)).isEqualTo(expected);
    assertThat(HumanDuration.parse(expected)).isEqualTo(duration);
  }
}
