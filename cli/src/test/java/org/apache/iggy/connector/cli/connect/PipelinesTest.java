// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.apache.iggy.connector.cli.CommandRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code iggy-connect test}: tests of pipelines, written beside their configurations. */
class PipelinesTest {
  private static final String TRANSFORMS =
      """
      [transforms.add_fields]
      [[transforms.add_fields.fields]]
      key = "greeting"
      value.static = "hello"
      [[transforms.add_fields.fields]]
      key = "at"
      value.computed = "timestamp_millis"
      """;

  private ConnectFolder folder;

  @BeforeEach
  void makeFolder(@TempDir Path root) {
    folder = new ConnectFolder(root, "localhost:1");
    folder.write("connectors/a.toml", ConnectFolder.stdout("a", TRANSFORMS));
  }

  @Test
  void shouldPassWhatComesOutAsExpected() {
    folder.write(
        "connectors/tests/a.toml",
        """
        connector = "a"
        [[tests]]
        name = "greets"
        ignore = ["at"]
        [[tests.input]]
        payload = '{"id": 1}'
        [[tests.input]]
        payload = { id = 2 }
        [[tests.output]]
        payload = '{"greeting": "hello", "id": 1.0, "at": 0}'
        [[tests.output]]
        payload = { id = 2, greeting = "hello", at = "any" }
        [[tests]]
        name = "refuses what is no JSON"
        error = "JSON"
        [[tests.input]]
        payload = "hello"
        """);

    CommandRun run = CommandRun.of("test", folder.config());

    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .isEqualTo(
            """
            passed  sink a: greets
            passed  sink a: refuses what is no JSON
            2 tests passed, 0 failed.
            """);
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void shouldShowWhatDiffersAndFail() {
    folder.write(
        "mine.toml",
        """
        connector = "sink a"
        [[tests]]
        name = "greets otherwise"
        ignore = ["at"]
        [[tests.input]]
        payload = '{"id": 1}'
        [[tests.output]]
        payload = '{"id": 1, "greeting": "ahoy", "at": 0}'
        [[tests]]
        name = "drops"
        [[tests.input]]
        payload = '{"id": 1}'
        """);

    CommandRun run =
        CommandRun.of("test", "--tests", folder.root() + "/mine.toml", folder.config());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .contains(
            "FAILED  sink a: greets otherwise\n        " + folder.root() + "/mine.toml:2\n",
            "expected  {\"id\": 1, \"greeting\": \"ahoy\", \"at\": 0}",
            "came out  {\"id\":1,\"greeting\":\"hello\",\"at\":",
            "expected messages  0, came out: 1",
            "0 tests passed, 2 failed.");
  }

  @Test
  void shouldNameMistakesInTestsWithTheirLines() {
    folder.write(
        "connectors/tests/a.toml",
        "connector = \"a\"\n[[tests]]\nnam = \"x\"\n[[tests.input]]\npayload = \"\"\n");

    CommandRun run = CommandRun.of("test", folder.config());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .contains("a.toml:3: tests[0].nam is unknown; did you mean name?")
        .contains("a.toml:2: tests[0].name is required");
  }
}
