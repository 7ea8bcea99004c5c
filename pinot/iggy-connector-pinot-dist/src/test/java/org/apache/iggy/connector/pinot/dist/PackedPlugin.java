// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.dist;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
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

  /** Returns the same with another release of pinot-spi in place of the newest. */
  static List<URL> pinotJarsWith(Path pinotSpi) {
    return Stream.concat(
            Stream.of(url(pinotSpi)),
            pinotJars().stream().filter(jar -> !jar.getPath().contains("/pinot-spi-")))
        .toList();
  }

  /** Returns the other releases of pinot-spi that the plugin must run with. */
  static List<Path> otherPinotSpiJars() throws IOException {
    try (Stream<Path> jars = Files.list(Path.of(System.getProperty("pinot-spi.jars")))) {
      return jars.sorted().toList();
    }
  }

  /** Returns a class loader that sees the packed jar, the jars given, and the JDK. */
  static URLClassLoader loaderWith(List<URL> pinotJars) {
    List<URL> urls = new ArrayList<>(pinotJars);
    urls.add(url(jar()));
    return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }

  /** Returns the names of the classes in the packed jar. */
  static List<String> classNames() throws IOException {
    try (ZipFile jar = new ZipFile(jar().toFile())) {
      return jar.stream()
          .map(ZipEntry::getName)
          .filter(name -> name.endsWith(".class") && !name.endsWith("package-info.class"))
          .map(name -> name.substring(0, name.length() - 6).replace('/', '.'))
          .toList();
    }
  }

  static URL url(Path path) {
    try {
      return path.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new UncheckedIOException(e);
    }
  }
}
