// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.dist;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The files that the build has packed, and what Pinot puts beside them. */
final class PackedPlugin {
  private PackedPlugin() {}

  static Path jar() {
    return Path.of(System.getProperty("plugin.jar"));
  }

  static Path zip() {
    return Path.of(System.getProperty("plugin.zip"));
  }

  /** Unpacks the plugin as an operator would, and returns the folder of the plugin itself. */
  static Path unpackInto(Path pluginsDirectory) throws IOException {
    try (ZipFile zip = new ZipFile(zip().toFile())) {
      for (ZipEntry entry : zip.stream().filter(file -> !file.isDirectory()).toList()) {
        Path target = pluginsDirectory.resolve(entry.getName());
        Files.createDirectories(target.getParent());
        Files.copy(zip.getInputStream(entry), target);
      }
    }
    return pluginsDirectory.resolve("pinot-stream-ingestion/iggy-connector-pinot");
  }

  /** Returns the jars of pinot-spi, slf4j and what these need: the class path but our own parts. */
  static List<URL> pinotJars() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(Path::of)
        .filter(entry -> entry.toString().endsWith(".jar"))
        .filter(entry -> !entry.getFileName().toString().startsWith("iggy-"))
        .map(PackedPlugin::url)
        .toList();
  }

  static URL url(Path path) {
    try {
      return path.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new UncheckedIOException(e);
    }
  }
}
