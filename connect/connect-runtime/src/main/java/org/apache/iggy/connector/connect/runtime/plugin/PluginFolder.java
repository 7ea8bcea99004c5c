// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.plugin;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** Finds plugins: in a folder, each folder with jars and each jar is one. */
final class PluginFolder {
  private PluginFolder() {}

  /** The class loaders of the plugins in a folder that does not have to exist. */
  static List<Found> scan(Path folder, List<PluginProblem> problems) {
    List<Found> plugins = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return plugins;
    }
    for (Path plugin : list(folder, problems)) {
      String name = String.valueOf(plugin.getFileName());
      if (!name.startsWith(".") && (Files.isDirectory(plugin) || isJar(plugin))) {
        open(plugin, problems).ifPresent(plugins::add);
      }
    }
    return plugins;
  }

  private static Optional<Found> open(Path plugin, List<PluginProblem> problems) {
    int before = problems.size();
    List<URL> urls = new ArrayList<>();
    List<Path> files = Files.isDirectory(plugin) ? list(plugin, problems) : List.of(plugin);
    files.stream().filter(PluginFolder::isJar).forEach(jar -> addJar(plugin, jar, urls, problems));
    if (problems.size() > before) {
      return Optional.empty();
    }
    if (urls.isEmpty()) {
      problems.add(
          PluginProblem.of(plugin, "has no jars; put the connector's jar and all it needs there"));
      return Optional.empty();
    }
    String name = "plugin " + plugin.getFileName();
    return Optional.of(new Found(plugin, new PluginClassLoader(name, urls.toArray(new URL[0]))));
  }

  /** A class loader passes over a damaged jar in silence; what is missing shows up much later. */
  private static void addJar(Path plugin, Path jar, List<URL> urls, List<PluginProblem> problems) {
    try (JarFile opened = new JarFile(jar.toFile())) {
      if (opened.size() > 0) {
        urls.add(url(jar));
      }
    } catch (IOException e) {
      problems.add(
          PluginProblem.of(
              plugin, jar.getFileName() + " cannot be read as a jar: " + e.getMessage()));
    }
  }

  private static URL url(Path jar) throws MalformedURLException {
    return jar.toAbsolutePath().toUri().toURL();
  }

  private static boolean isJar(Path path) {
    return path.toString().endsWith(".jar") && Files.isRegularFile(path);
  }

  private static List<Path> list(Path folder, List<PluginProblem> problems) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    } catch (IOException e) {
      problems.add(PluginProblem.of(folder, "cannot be listed: " + e));
      return List.of();
    }
  }

  /** A plugin whose jars can be read. */
  record Found(Path path, PluginClassLoader loader) {}
}
