// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.transform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterFieldsTest {
  private static final String INPUT =
      "{\"id\":7,\"user_id\":12,\"user_name\":\"Ann\",\"score\":0.5,\"ok\":true,\"none\":null,"
          + "\"tags\":[1],\"at\":{\"x\":1,\"y\":2}}";

  private static Set<String> kept(String config) {
    return TransformRun.table(TransformRun.apply("filter_fields", config.replace('`', '"'), INPUT))
        .keySet();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{`key_pattern`:{`exact`:`id`}} | id",
        "{`key_pattern`:{`starts_with`:`user_`}} | user_id,user_name",
        "{`key_pattern`:{`ends_with`:`id`}} | id,user_id",
        "{`key_pattern`:{`contains`:`er_`}} | user_id,user_name",
        "{`key_pattern`:{`regex`:`^.{2}$`}} | id,ok,at",
        "{`value_pattern`:{`equals`:7}} | id",
        "{`value_pattern`:{`equals`:7.0}} | id",
        "{`value_pattern`:{`equals`:{`y`:2,`x`:1}}} | at",
        "{`value_pattern`:{`equals`:`Ann`}} | user_name",
        "{`value_pattern`:{`contains`:`n`}} | user_name",
        "{`value_pattern`:{`regex`:`^A`}} | user_name",
        "{`value_pattern`:{`greater_than`:0.4}} | id,user_id,score",
        "{`value_pattern`:{`greater_than`:7}} | user_id",
        "{`value_pattern`:{`less_than`:7}} | score",
        "{`value_pattern`:{`between`:[0.5,7]}} | id,score",
        "{`value_pattern`:`is_null`} | none",
        "{`value_pattern`:`is_not_null`} | id,user_id,user_name,score,ok,tags,at",
        "{`value_pattern`:`is_string`} | user_name",
        "{`value_pattern`:`is_number`} | id,user_id,score",
        "{`value_pattern`:`is_boolean`} | ok",
        "{`value_pattern`:`is_object`} | at",
        "{`value_pattern`:`is_array`} | tags",
        "{`key_pattern`:{`ends_with`:`id`},`value_pattern`:{`greater_than`:7}} | user_id",
        "{`key_pattern`:{`exact`:`id`}},{`value_pattern`:`is_null`} | id,none",
      })
  void shouldKeepOrTakeOutWhatMatches(String patterns, String names) {
    Set<String> matching = Set.of(names.strip().split(","));

    assertThat(kept("{`patterns`:[" + patterns + "]}")).isEqualTo(matching);
    assertThat(kept("{`patterns`:[" + patterns + "],`include_matching`:false}"))
        .doesNotContainAnyElementsOf(matching)
        .hasSize(8 - matching.size());
  }

  @Test
  void shouldKeepFieldsThatAreNamed() {
    assertThat(kept("{`keep_fields`:[`id`,`at`]}")).containsExactly("id", "at");
    assertThat(
            kept(
                "{`keep_fields`:[`id`],`include_matching`:false,"
                    + "`patterns`:[{`value_pattern`:`is_number`}]}"))
        .containsExactly("id", "user_name", "ok", "none", "tags", "at");
    assertThat(kept("{}")).hasSize(8);
  }

  @Test
  void shouldKeepNothingButTheNamedFieldOfAnObject() {
    assertThat(TransformRun.apply("filter_fields", "{\"keep_fields\":[\"$.at.y\"]}", INPUT))
        .isEqualTo("{\"at\":{\"y\":2}}");
  }

  @Test
  void shouldFilterAnObjectFurtherInside() {
    assertThat(
            TransformRun.apply(
                "filter_fields",
                "{\"object\":\"$.at\",\"patterns\":[{\"value_pattern\":{\"less_than\":2}}]}",
                "{\"z\":9,\"at\":{\"x\":1,\"y\":2}}"))
        .isEqualTo("{\"z\":9,\"at\":{\"x\":1}}");
  }

  @Test
  @Timeout(20)
  void shouldNotBeHeldUpByAnExpressionThatBacktracks() {
    assertThat(
            TransformRun.apply(
                "filter_fields",
                "{\"patterns\":[{\"value_pattern\":{\"regex\":\"^(a+)+$\"}}]}",
                "{\"x\":\"" + "a".repeat(5_000) + "b\"}"))
        .isEqualTo("{}");
  }
}
