// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.benchmarks.connect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.iggy.connector.benchmarks.server.BenchmarkTopic;
import org.apache.iggy.connector.benchmarks.server.ServerOptions;

/** A configuration folder with one sink, in the words that both runtimes understand. */
record SinkFolder(Path folder) implements AutoCloseable {
  /**
   * Writes one.
   *
   * @param path what the sink's {@code path} is to be; its last part names the plugin
   * @param settings the sink's {@code plugin_config} in TOML
   * @param transforms tables of transforms in TOML
   */
  static SinkFolder write(
      BenchmarkTopic topic,
      String group,
      String path,
      int batchLength,
      String settings,
      String transforms)
      throws IOException {
    Path folder = Files.createTempDirectory("connect-benchmark");
    Path connectors = Files.createDirectory(folder.resolve("connectors"));
    ServerOptions server = topic.server();
    Files.writeString(
        folder.resolve("config.toml"),
        """
        [http]
        enabled = false
        address = "127.0.0.1:0"

        [iggy]
        address = "%s"
        username = "%s"
        password = "%s"

        [state]
        path = "%s"

        [connectors]
        config_type = "local"
        config_dir = "%s"
        """
            .formatted(
                server.address(),
                server.username(),
                server.password(),
                folder.resolve("state"),
                connectors));
    Files.writeString(
        connectors.resolve("sink.toml"),
        """
        type = "sink"
        key = "measured"
        enabled = true
        version = 0
        name = "Measured sink"
        path = "%s"

        [[streams]]
        stream = "%s"
        topics = ["%s"]
        schema = "json"
        batch_length = %d
        poll_interval = "1ms"
        consumer_group = "%s"

        [plugin_config]
        %s

        %s
        """
            .formatted(
                path,
                topic.stream(),
                BenchmarkTopic.TOPIC,
                batchLength,
                group,
                settings.indent(0),
                transforms));
    return new SinkFolder(folder);
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(file);
      }
    }
  }
}
