// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.connect;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The example {@code random-to-postgres} in a folder that is deleted when it is closed. */
record ExampleFolder(Path folder) implements AutoCloseable {
  private static final String ROOT = "/examples/random-to-postgres/";
  private static final List<String> FILES =
      List.of("config.toml", "connectors/random_source.toml", "connectors/postgres_sink.toml");

  /** Unpacks it from the class path. */
  static ExampleFolder unpack() throws IOException {
    Path folder = Files.createTempDirectory("iggy-connect-demo-");
    for (String file : FILES) {
      Path target = folder.resolve(file);
      Files.createDirectories(target.getParent());
      try (InputStream in = ExampleFolder.class.getResourceAsStream(ROOT + file)) {
        Files.copy(in, target);
      }
    }
    return new ExampleFolder(folder);
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
