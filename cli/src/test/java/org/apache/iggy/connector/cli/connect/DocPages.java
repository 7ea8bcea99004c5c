// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.connect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The pages about Iggy Connect, as readers see them. */
final class DocPages {
  static final Path CONNECT = Path.of("../docs/connect");
  static final Path CONNECTORS = Path.of("../docs/connectors");
  private static final Pattern TOML = Pattern.compile("(?ms)^```toml\\n(.*?)^```$");

  private DocPages() {}

  /** All of them. */
  static List<Path> all() {
    return Stream.of(CONNECT, CONNECTORS).flatMap(folder -> pages(folder).stream()).toList();
  }

  private static List<Path> pages(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".md")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<String> lines(Path page) {
    return text(page).lines();
  }

  /** The examples in TOML. */
  static List<String> tomlBlocks(Path page) {
    return TOML.matcher(text(page)).results().map(match -> match.group(1)).toList();
  }

  private static String text(Path page) {
    try {
      return Files.readString(page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
