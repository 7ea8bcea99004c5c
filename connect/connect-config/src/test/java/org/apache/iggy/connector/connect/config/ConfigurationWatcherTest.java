// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationWatcherTest {
  private final BlockingQueue<ConfigurationChange> changes = new LinkedBlockingQueue<>();
  private ConfigurationFolder folder;
  private ConfigurationWatcher watcher;

  @BeforeEach
  void watch(@TempDir Path root) {
    folder = new ConfigurationFolder(root);
    folder.writeConnector("a.toml", ConfigurationFolder.stdout("a", 0, ""));
    folder.writeConnector("b.toml", ConfigurationFolder.stdout("b", 0, ""));
    LoadedConfiguration loaded = folder.load();
    watcher = new ConfigurationWatcher(loaded.provider(), loaded.connectors(), changes::add);
  }

  @AfterEach
  void close() {
    watcher.close();
  }

  @Test
  void shouldTellNothingWhenNothingChanged() {
    assertThat(settled()).isEmpty();

    folder.writeConnector("a.toml", ConfigurationFolder.stdout("a", 0, "") + "# a comment\n");

    assertThat(settled()).isEmpty();
  }

  @Test
  void shouldTellWhatWasAddedChangedAndRemoved() throws IOException {
    folder.writeConnector("c.toml", ConfigurationFolder.stdout("c", 0, ""));
    folder.writeConnector("a.toml", ConfigurationFolder.stdout("a", 0, "batch_length = 5"));
    Files.delete(folder.connector("b.toml"));

    ConfigurationChange change = settled().orElseThrow();

    assertThat(keys(change.added())).containsExactly("c");
    assertThat(keys(change.changed())).containsExactly("a");
    assertThat(change.removed()).containsExactly(new ConnectorId(ConnectorType.SINK, "b"));
    assertThat(settled()).isEmpty();
  }

  @Test
  void shouldWaitUntilAFileIsWritten() {
    settled();
    folder.writeConnector("a.toml", ConfigurationFolder.stdout("a", 0, "batch_length = 5"));
    assertThat(watcher.look()).isEmpty();
    folder.writeConnector("a.toml", ConfigurationFolder.stdout("a", 0, "batch_length = 66"));
    assertThat(watcher.look()).isEmpty();

    ConfigurationChange change = watcher.look().orElseThrow();

    assertThat(change.changed().get(0).streams().get(0).batchLength()).isEqualTo(66);
  }

  @Test
  void shouldLetAConnectorGoOnWhoseFileWasDamaged() {
    folder.writeConnector("older.toml", ConfigurationFolder.stdout("a", 0, ""));
    folder.writeConnector("a.toml", ConfigurationFolder.stdout("a", 1, ""));
    settled();

    folder.writeConnector("a.toml", "type = \"sink");

    ConfigurationChange change = settled().orElseThrow();
    assertThat(change.added()).isEmpty();
    assertThat(change.changed()).isEmpty();
    assertThat(change.removed()).isEmpty();
    assertThat(change.now().rejected()).hasSize(1);

    folder.writeConnector("a.toml", ConfigurationFolder.stdout("a", 1, "batch_length = 5"));

    assertThat(keys(settled().orElseThrow().changed())).containsExactly("a");
  }

  @Test
  void shouldTellOfAnotherVersionThatWasActivated() {
    folder.writeConnector("newer.toml", ConfigurationFolder.stdout("a", 1, ""));
    settled();

    folder.load().provider().activate(new ConnectorId(ConnectorType.SINK, "a"), 0);

    assertThat(settled().orElseThrow().changed().get(0).version()).isZero();
  }

  @Test
  void shouldLookByItself() throws InterruptedException {
    watcher.start(Duration.ofMillis(20));

    folder.writeConnector("c.toml", ConfigurationFolder.stdout("c", 0, ""));

    ConfigurationChange change = changes.poll(30, TimeUnit.SECONDS);
    assertThat(change).isNotNull();
    assertThat(keys(change.added())).containsExactly("c");
  }

  private static List<String> keys(List<ConnectorSettings> connectors) {
    return connectors.stream().map(ConnectorSettings::key).toList();
  }

  /** What has changed, once two looks have seen the same. */
  private Optional<ConfigurationChange> settled() {
    Optional<ConfigurationChange> first = watcher.look();
    return first.isPresent() ? first : watcher.look();
  }
}
