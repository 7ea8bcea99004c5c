// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pinot.spi.plugin.PluginManager;
import org.apache.pinot.spi.stream.StreamConsumerFactory;
import org.apache.pinot.spi.stream.StreamMessageDecoder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Unpacks the zip into a {@code plugins} folder and starts a JVM on it the way Pinot is started,
 * with each release of pinot-spi: its plugin manager finds the folder by itself.
 */
class PluginFolderTest {
  private static final String FACTORY =
      "org.apache.iggy.connector.pinot.consumer.IggyConsumerFactory";
  private static final String DECODER =
      "org.apache.iggy.connector.pinot.decoder.IggyJsonMessageDecoder";
  private static final long TIMEOUT_SECONDS = 120;

  @TempDir private Path directory;

  static Stream<List<URL>> pinotReleases() throws IOException {
    return Stream.concat(
        Stream.of(PackedPlugin.pinotJars()),
        PackedPlugin.otherPinotSpiJars().stream().map(PackedPlugin::pinotJarsWith));
  }

  /** As where only {@code plugins.dir} is set: the folder's name is the prefix of its classes. */
  @ParameterizedTest
  @MethodSource("pinotReleases")
  void shouldBeFoundByItsPrefixWhenNotOnTheClassPath(List<URL> pinotJars) throws Exception {
    unpackPlugin();

    assertThat(startPinot(pinotJars, "iggy-connector-pinot:"))
        .contains("factory " + FACTORY, "decoder " + DECODER);
  }

  /** As pinot-admin.sh does it: the jars of the folder are on the class path besides. */
  @ParameterizedTest
  @MethodSource("pinotReleases")
  void shouldBeFoundWithoutAPrefixWhenOnTheClassPath(List<URL> pinotJars) throws Exception {
    List<URL> classPath = new ArrayList<>(pinotJars);
    try (Stream<Path> files = Files.list(unpackPlugin())) {
      files
          .filter(file -> file.toString().endsWith(".jar"))
          .map(PackedPlugin::url)
          .forEach(classPath::add);
    }

    assertThat(startPinot(classPath, "")).contains("factory " + FACTORY, "decoder " + DECODER);
  }

  private Path unpackPlugin() throws IOException {
    return PackedPlugin.unpackInto(directory.resolve("plugins"));
  }

  private List<String> startPinot(List<URL> jars, String prefix) throws Exception {
    Path output = directory.resolve("output");
    Process pinot =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dplugins.dir=" + directory.resolve("plugins"),
                "-cp",
                classPath(jars),
                PluginUser.class.getName(),
                prefix + FACTORY,
                prefix + DECODER)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(pinot.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)).isTrue();
    } finally {
      pinot.destroyForcibly();
    }
    return Files.readAllLines(output, StandardCharsets.UTF_8);
  }

  /** Returns the jars and the folder of this test's classes, but nothing else of ours. */
  private static String classPath(List<URL> jars) throws Exception {
    Path testClasses =
        Path.of(PluginUser.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    return Stream.concat(
            jars.stream().map(jar -> Path.of(jar.getPath())).map(Path::toString),
            Stream.of(testClasses.toString()))
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** Makes the plugin's factory and decoder as Pinot does and prints their classes. */
  static final class PluginUser {
    private PluginUser() {}

    public static void main(String[] classNames) throws Exception {
      StreamConsumerFactory factory = PluginManager.get().createInstance(classNames[0]);
      StreamMessageDecoder<?> decoder = PluginManager.get().createInstance(classNames[1]);
      System.out.println("factory " + factory.getClass().getName());
      System.out.println("decoder " + decoder.getClass().getName());
    }
  }
}
