// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.iggy.connector.cli.CommandRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every configuration that pages about Iggy Connect show is one without a warning. */
class DocumentedFilesTest {
  private static final String PLUGIN_CONFIG = "[plugin_config]";

  /** A connector that the page builds; its own test runs it. */
  private static final String OF_OTHERS = "path = \"webhook\"";

  private static final String CONNECTORS = "[connectors]\nconfig_dir = \"connectors\"\n";

  @TempDir private Path root;

  static List<String> connectors() {
    List<String> files = new ArrayList<>();
    for (Path page : DocPages.all()) {
      String head = "";
      for (String block : DocPages.tomlBlocks(page)) {
        if (block.contains("type = \"s") && block.contains("[[streams]]")) {
          head = block.substring(0, block.indexOf(PLUGIN_CONFIG));
          files.add(block);
        } else if (page.startsWith(DocPages.CONNECTORS) && block.startsWith(PLUGIN_CONFIG)) {
          files.add(head + block);
        }
      }
    }
    files.removeIf(file -> file.contains(OF_OTHERS));
    return files;
  }

  static List<String> runtimes() {
    return DocPages.all().stream()
        .flatMap(page -> DocPages.tomlBlocks(page).stream())
        .filter(block -> block.startsWith("# config.toml") || block.startsWith("[http"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("connectors")
  void shouldBeAConnector(String file) {
    ConnectFolder folder = new ConnectFolder(root, "localhost:8090");
    folder.write("connectors/documented.toml", withoutSecrets(file));

    assertThat(validated(folder)).contains("Can run: s");
  }

  @ParameterizedTest
  @MethodSource("runtimes")
  void shouldBeARuntime(String file) {
    ConnectFolder folder = new ConnectFolder(root, "localhost:8090");
    folder.write("connectors/a.toml", ConnectFolder.stdout("a", ""));
    folder.write("cert.pem", "").write("key.pem", "");
    String here = withoutSecrets(file).replace("/etc/iggy-connect", root.toString());
    String whole = here.contains("[connectors]") ? here : here + CONNECTORS;
    folder.write("config.toml", whole);

    validated(folder);
  }

  @Test
  void shouldFindThem() {
    assertThat(connectors()).hasSizeGreaterThanOrEqualTo(10);
    assertThat(runtimes()).hasSizeGreaterThanOrEqualTo(3);
  }

  private static String validated(ConnectFolder folder) {
    CommandRun run = CommandRun.of("validate", "--strict", folder.config());
    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.out()).startsWith("0 errors, 0 warnings.");
    return run.out();
  }

  /** This process has none of the variables. */
  private static String withoutSecrets(String file) {
    return file.replaceAll("\\$\\{(env|file):[^}]*}", "secret");
  }
}
