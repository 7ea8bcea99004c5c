// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.iggy.connector.connect.testkit.KeyReference;
import org.junit.jupiter.api.Test;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;

class PostgresSinkReferenceTest {
  private static final Path PAGE = Path.of("../../../docs/connectors/postgres-sink.md");
  private static final Pattern SQL_OF_TABLE =
      Pattern.compile("```sql\n(CREATE TABLE .*?)```", Pattern.DOTALL);

  @Test
  void shouldHaveTheKeysInTheDocumentation() {
    KeyReference.check(PAGE, "postgres sink", SinkKeys.SPEC);
  }

  @Test
  void shouldTakeTheRecipesOfTheDocumentation() throws IOException {
    List<String> recipes =
        Pattern.compile("```toml\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(PAGE))
            .results()
            .map(block -> block.group(1))
            .toList();
    assertThat(recipes).hasSize(5);
    for (String recipe : recipes) {
      Map<?, ?> config = (Map<?, ?>) plain(Toml.parse(recipe).getTable("plugin_config"));
      Map<String, Object> named =
          config.entrySet().stream()
              .collect(Collectors.toMap(entry -> (String) entry.getKey(), Map.Entry::getValue));
      assertThat(SinkSettings.of(SinkKeys.SPEC.read(named).orThrow())).as(recipe).isNotNull();
    }
  }

  private static Object plain(Object value) {
    if (value instanceof TomlTable table) {
      return table.toMap().entrySet().stream()
          .collect(Collectors.toMap(Map.Entry::getKey, entry -> plain(entry.getValue())));
    }
    return value instanceof TomlArray array
        ? array.toList().stream().map(PostgresSinkReferenceTest::plain).toList()
        : value;
  }

  @Test
  void shouldShowTheTableThatIsCreated() throws IOException {
    var shown = SQL_OF_TABLE.matcher(Files.readString(PAGE));
    assertThat(shown.find()).isTrue();
    String created =
        new TableDefinition(
                SinkSettings.of(
                    SinkKeys.SPEC
                        .read(
                            Map.of(
                                "connection_string",
                                "postgres://localhost",
                                "target_table",
                                "orders",
                                "payload_format",
                                "json"))
                        .orThrow()))
            .sql();
    assertThat(normalised(shown.group(1).replaceAll("--.*", "")))
        .isEqualTo(normalised(created.replace("IF NOT EXISTS \"orders\"", "orders")));
  }

  private static String normalised(String sql) {
    return sql.replaceAll("\\s+", " ")
        .replace("( ", "(")
        .replace(" )", ")")
        .replace(";", "")
        .strip();
  }
}
