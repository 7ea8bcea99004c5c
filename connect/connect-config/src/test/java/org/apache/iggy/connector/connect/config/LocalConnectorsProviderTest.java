// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalConnectorsProviderTest {
  private static final ConnectorId ID = new ConnectorId(ConnectorType.SINK, "out");

  private ConfigurationFolder folder;
  private ConnectorsProvider provider;

  @BeforeEach
  void makeFolder(@TempDir Path root) {
    folder = new ConfigurationFolder(root);
    provider = folder.load().provider();
  }

  @Test
  void shouldRunTheHighestVersionUntilAnotherIsActivated() throws IOException {
    folder.writeConnector("a.toml", ConfigurationFolder.stdout("out", 2, ""));
    folder.writeConnector("b.toml", ConfigurationFolder.stdout("out", 10, ""));

    assertThat(running()).isEqualTo(10);

    provider.activate(ID, 2);

    assertThat(running()).isEqualTo(2);
    assertThat(Files.readString(folder.connector(".active_versions.toml")))
        .contains("[sinks]\nout = 2\n");
    assertThat(provider.versions(ID))
        .extracting(ConnectorVersion::version)
        .containsExactly(2L, 10L);
  }

  @Test
  void shouldReadTheActiveVersionsOfTheRustRuntime() {
    folder.writeConnector("a.toml", ConfigurationFolder.stdout("out", 0, ""));
    folder.writeConnector("b.toml", ConfigurationFolder.stdout("out", 1, ""));
    folder.writeConnector(".active_versions.toml", "[sinks]\nout = 0\n\n[sources]\n");

    assertThat(running()).isZero();
  }

  @Test
  void shouldSayWhenTheActiveVersionIsNotThere() {
    folder.writeConnector("a.toml", ConfigurationFolder.stdout("out", 0, ""));
    folder.writeConnector(".active_versions.toml", "[sinks]\nout = 7\n");

    LoadedConnectors loaded = provider.load();

    assertThat(loaded.connectors()).isEmpty();
    assertThat(loaded.rejected().get(0).message())
        .endsWith("sinks.out is version 7, of which there is no file; there are 0");
  }

  @Test
  void shouldCreateVersionsAndKeepTheActiveOne() {
    Map<String, Object> values =
        Map.of(
            "path", "stdout",
            "streams", List.of(Map.of("stream", "s", "topics", List.of("t"), "schema", "json")),
            "plugin_config", Map.of("print_payload", true),
            "transforms",
                Map.of("add_fields", Map.of("fields", List.of(Map.of("key", "a \"quoted\" key")))));

    ConnectorVersion first = provider.create(ID, values);
    ConnectorVersion second = provider.create(ID, values);

    assertThat(first.version()).isZero();
    assertThat(second.version()).isEqualTo(1);
    assertThat(folder.connector("sink_out_0.toml")).exists();
    assertThat(folder.connector("sink_out_1.toml")).exists();
    assertThat(running()).isZero();
    ConnectorSettings settings = provider.load().find(ID).orElseThrow();
    assertThat(settings.pluginConfig()).isEqualTo(Map.of("print_payload", true));
    assertThat(settings.transforms().get(0).values())
        .isEqualTo(Map.of("fields", List.of(Map.of("key", "a \"quoted\" key"))));
  }

  @Test
  void shouldWriteNothingOfAVersionThatHasErrors() {
    assertThatThrownBy(() -> provider.create(ID, Map.of("path", "stdout", "tasks", 0)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("tasks must be from 1 to 1024")
        .hasMessageContaining("streams is required");
    assertThat(folder.connector("sink_out_0.toml")).doesNotExist();
  }

  @Test
  void shouldKeepReferencesToSecretsAsTheyAreWritten() throws IOException {
    folder.variable("TEXT", "resolved");
    provider = folder.load().provider();

    provider.create(
        ID,
        Map.of(
            "path", "stdout",
            "streams", List.of(Map.of("stream", "s", "topics", List.of("t"), "schema", "json")),
            "plugin_config", Map.of("print_payload", "true", "label", "${env:TEXT}")));

    assertThat(Files.readString(folder.connector("sink_out_0.toml")))
        .contains("label = \"${env:TEXT}\"");
    assertThat(provider.load().find(ID).orElseThrow().pluginConfig())
        .containsEntry("label", "resolved");
  }

  @Test
  void shouldActivateTheHighestThatIsLeftWhenTheActiveOneIsDeleted() {
    for (int version = 0; version < 4; version++) {
      folder.writeConnector(version + ".toml", ConfigurationFolder.stdout("out", version, ""));
    }
    provider.activate(ID, 1);

    provider.delete(ID, OptionalLong.empty());
    assertThat(running()).isEqualTo(3);

    provider.delete(ID, OptionalLong.of(0));
    provider.delete(ID, OptionalLong.of(2));
    provider.delete(ID, OptionalLong.empty());

    assertThat(provider.load().connectors()).isEmpty();
    assertThat(provider.load().problems()).isEmpty();
    assertThatThrownBy(() -> provider.delete(ID, OptionalLong.empty()))
        .isInstanceOf(VersionNotFoundException.class)
        .hasMessage("There is no configuration of sink out.");
  }

  @Test
  void shouldRefuseToActivateWhatIsNotThere() {
    assertThatThrownBy(() -> provider.activate(ID, 3))
        .isInstanceOf(VersionNotFoundException.class)
        .hasMessage("There is no version 3 of the configuration of sink out.");
  }

  @Test
  void shouldLeaveHiddenFilesOtherFilesAndFoldersAlone() throws IOException {
    folder.writeConnector(".hidden.toml", "nonsense");
    folder.writeConnector("Cargo.toml", "[package]");
    folder.writeConnector("notes.txt", "nonsense");
    Files.createDirectory(folder.connector("tests.toml"));

    assertThat(provider.load().problems()).isEmpty();
  }

  private long running() {
    return provider.load().find(ID).orElseThrow().version();
  }
}
