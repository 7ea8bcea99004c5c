// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.testkit.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TomlTextTest {
  @Test
  void shouldWriteValuesBeforeTablesAndQuoteWhatNeedsIt() {
    Map<String, Object> table = new LinkedHashMap<>();
    table.put("streams", List.of(Map.of("stream", "a"), Map.of("stream", "b")));
    table.put("plugin_config", Map.of("a b", "say \"x\"\n\\"));
    table.put("tables", List.of("one", "two"));
    table.put("count", 3);
    assertThat(TomlText.of(table))
        .isEqualTo(
            """
            tables = ["one", "two"]
            count = 3

            [[streams]]
            stream = "a"

            [[streams]]
            stream = "b"

            [plugin_config]
            "a b" = "say \\"x\\"\\n\\\\"
            """);
  }
}
