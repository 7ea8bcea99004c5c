// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.connect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder with a runtime's configuration. */
final class ConnectFolder {
  private final Path root;

  /** A folder whose runtime has no HTTP API and talks to this server. */
  ConnectFolder(Path root, String iggyAddress) {
    this.root = root;
    write(
        "config.toml",
        """
        [http]
        enabled = false
        [iggy]
        address = "%s"
        [state]
        path = "%s"
        [connectors]
        config_dir = "%s"
        reload_interval = "200ms"
        """
            .formatted(iggyAddress, root.resolve("state"), root.resolve("connectors")));
  }

  Path root() {
    return root;
  }

  String config() {
    return root.resolve("config.toml").toString();
  }

  ConnectFolder write(String name, String text) {
    try {
      Path file = root.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String read(String name) {
    try {
      return Files.readString(root.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A sink that prints the topic shop/orders, with more lines behind. */
  static String stdout(String key, String more) {
    return """
    type = "sink"
    key = "%s"
    path = "target/release/libiggy_connector_stdout_sink"
    [[streams]]
    stream = "shop"
    topics = ["orders"]
    schema = "json"
    %s
    """
        .formatted(key, more);
  }
}
