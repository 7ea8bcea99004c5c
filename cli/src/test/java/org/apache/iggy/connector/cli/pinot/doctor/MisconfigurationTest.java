// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.pinot.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.iggy.connector.cli.pinot.TableFiles;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What can be wrong with a table: each is named by the right check, with what to change. */
class MisconfigurationTest {
  @TempDir private static Path files;
  private static TestServers servers;

  @TempDir private Path folder;

  @BeforeAll
  static void startServers() throws IOException, InterruptedException {
    servers = new TestServers(files);
  }

  @AfterAll
  static void closeServers() {
    servers.close();
  }

  static Stream<Misconfiguration> misconfigurations() {
    return Stream.of(
            FileMisconfigurations.all(),
            ServerMisconfigurations.all(servers),
            RowMisconfigurations.all())
        .flatMap(all -> all);
  }

  @ParameterizedTest
  @MethodSource("misconfigurations")
  void shouldNameWhatIsWrong(Misconfiguration misconfiguration) {
    TableFiles table = servers.get(misconfiguration.server()).table();
    misconfiguration.spoil().accept(table);

    DoctorRun run = DoctorRun.of(table, folder, "--timeout", "8");

    assertThat(run.findings(misconfiguration.check(), misconfiguration.status()))
        .as(run.json().toPrettyString())
        .anySatisfy(finding -> assertThat(finding).contains(misconfiguration.words()));
    boolean fails = misconfiguration.status().equals("fail");
    assertThat(run.exitCode()).as(run.json().toPrettyString()).isEqualTo(fails ? 1 : 0);
    assertThat(run.json().toString()).doesNotContain("please report this");
  }
}
