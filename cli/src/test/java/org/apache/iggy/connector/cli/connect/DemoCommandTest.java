// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.connect;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.iggy.connector.cli.CommandRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class DemoCommandTest {
  @Test
  @Timeout(180)
  void shouldFillATableAndStopWhenItHasEnoughRows() {
    CommandRun run = CommandRun.of("demo", "--rows", "100", "--http-port", "0");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err())
        .contains("sink postgres: running", "source random: running")
        .contains("HTTP API and dashboard: http://127.0.0.1:")
        .containsPattern("PostgreSQL: [0-9,]+ rows in the table events")
        .contains("Stopped.")
        .doesNotContain("error");
    assertThat(run.err())
        .startsWith("Random records go to a topic of Iggy")
        .containsSubsequence(
            "Starting an Iggy server and a PostgreSQL",
            "source random: random -> demo/events",
            "source random: starting",
            "Dashboard  http://127.0.0.1:",
            "psql 'postgresql://",
            "PostgreSQL: ",
            "Stopped.",
            "arrived in the table",
            "Next: ");
  }
}
