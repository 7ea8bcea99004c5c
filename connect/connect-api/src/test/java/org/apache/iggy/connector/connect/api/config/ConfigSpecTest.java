// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.api.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.config.ConfigProblem.Severity;
import org.junit.jupiter.api.Test;

class ConfigSpecTest {
  private static final ConfigKey<Long> SIZE =
      ConfigKey.between(ConfigKey.of("batch_size", ConfigType.INTEGER, "How many."), 1, 10);
  private static final ConfigKey<List<String>> NAMES =
      ConfigKey.of("names", ConfigType.listOf(ConfigType.STRING), "Which.");
  private static final ConfigSpec SPEC = ConfigSpec.of(SIZE, NAMES);

  @Test
  void shouldWarnOfAKeyThatItDoesNotKnowAndGoOn() {
    ConfigReading reading = SPEC.read(Map.of("batch_sise", 3, "names", List.of("a")));

    assertThat(reading.problems())
        .containsExactly(
            new ConfigProblem(
                "batch_sise", "is unknown; did you mean batch_size?", Severity.WARNING));
    assertThat(reading.orThrow().get(NAMES)).containsExactly("a");
  }

  @Test
  void shouldRefuseAKeyThatItDoesNotKnowWhenClosed() {
    ConfigReading reading = SPEC.closed().read(Map.of("batch_sise", 3));

    assertThatThrownBy(reading::orThrow)
        .isInstanceOf(ConnectException.class)
        .hasMessage("batch_sise is unknown; did you mean batch_size?");
  }

  @Test
  void shouldNameEveryProblemAtOnce() {
    ConfigReading reading = SPEC.read(Map.of("batch_size", 11, "names", Map.of()));

    assertThat(reading.problems())
        .extracting(ConfigProblem::toString)
        .containsExactlyInAnyOrder(
            "batch_size must be from 1 to 10",
            "names must be a single value, not a table or a list");
  }

  @Test
  void shouldReadListsThatTheEnvironmentGivesAsText() {
    assertThat(names("a, b ,c")).containsExactly("a", "b", "c");
    assertThat(names("[\"a\", \"b, c\", 3]")).containsExactly("a", "b, c", "3");
    assertThat(names("[]")).isEmpty();
    assertThat(names("")).isEmpty();
  }

  @Test
  void shouldKeepATextThatLooksLikeANumberAsText() {
    ConfigKey<String> password = ConfigKey.of("password", ConfigType.STRING, "What opens it.");

    assertThat(ConfigSpec.of(password).read(Map.of("password", "0123")).orThrow().get(password))
        .isEqualTo("0123");
  }

  private static List<String> names(String text) {
    return SPEC.read(Map.of("names", text)).orThrow().get(NAMES);
  }
}
