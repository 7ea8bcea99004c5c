// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.connect;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.iggy.connector.cli.CommandRun;
import org.junit.jupiter.api.Test;

class DescribeCommandTest {
  @Test
  void shouldExplainTheKeysOfAConnector() {
    CommandRun run = CommandRun.of("describe", "stdout");

    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("[plugin_config]", "print_payload = false   boolean");
  }

  @Test
  void shouldExplainTransformsAndTheRuntimesOwnFiles() {
    assertThat(CommandRun.of("describe", "add_fields").out()).contains("[transforms.add_fields]");
    assertThat(CommandRun.of("describe", "runtime").out()).contains("iggy.tls.ca_file");
    assertThat(CommandRun.of("describe", "sink").out()).contains("streams[].consumer_group");
  }

  @Test
  void shouldPrintATableForDocumentation() {
    assertThat(CommandRun.of("describe", "--markdown", "random").out())
        .contains("| Key | Type | Default | What it does |", "| `interval` |");
  }

  @Test
  void shouldSuggestWhatMayHaveBeenMeant() {
    CommandRun run = CommandRun.of("describe", "stdot");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).isEqualTo("iggy-connect: There is no stdot; did you mean stdout?\n");
  }

  @Test
  void shouldListAllThatThereIs() {
    CommandRun run = CommandRun.of("plugins");

    assertThat(run.out())
        .contains("source     random", "sink       stdout", "transform  add_fields");
  }
}
