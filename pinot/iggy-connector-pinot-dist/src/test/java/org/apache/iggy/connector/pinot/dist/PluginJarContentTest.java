// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** Looks at what the build has packed. */
class PluginJarContentTest {
  private static final Pattern ALLOWED =
      Pattern.compile(
          "META-INF/(MANIFEST\\.MF|LICENSE|NOTICE)"
              + "|org/apache/iggy/connector/(protocol|client|pinot)/.+\\.class");
  private static final int JAVA_11 = 55;

  @Test
  void shouldHoldOurClassesAndTheLicenceAndNothingElse() throws IOException {
    try (JarFile jar = new JarFile(PackedPlugin.jar().toFile())) {
      List<String> files = files(jar);

      assertThat(files).allMatch(name -> ALLOWED.matcher(name).matches());
    }
  }

  @Test
  void shouldHoldWhatPinotLoadsByNameAndWhatThatNeeds() throws IOException {
    try (JarFile jar = new JarFile(PackedPlugin.jar().toFile())) {
      assertThat(files(jar))
          .contains("org/apache/iggy/connector/pinot/decoder/IggyJsonMessageDecoder.class")
          .anyMatch(name -> name.startsWith("org/apache/iggy/connector/protocol/"));
    }
  }

  @Test
  void shouldHoldTheLicence() throws IOException {
    try (JarFile jar = new JarFile(PackedPlugin.jar().toFile())) {
      assertThat(text(jar, "META-INF/LICENSE")).contains("Apache License");
      assertThat(text(jar, "META-INF/NOTICE")).contains("Iggy Connectors for Java");
    }
  }

  @Test
  void shouldLoadInJava11AndHoldNoVariantsForOthers() throws IOException {
    try (JarFile jar = new JarFile(PackedPlugin.jar().toFile())) {
      assertThat(jar.getManifest().getMainAttributes().getValue("Multi-Release")).isNull();
      assertThat(files(jar))
          .filteredOn(name -> name.endsWith(".class"))
          .isNotEmpty()
          .allSatisfy(name -> assertThat(classFileVersion(jar, name)).isLessThanOrEqualTo(JAVA_11));
    }
  }

  @Test
  void shouldUnpackIntoThePluginsDirectoryOfPinot() throws IOException {
    try (ZipFile zip = new ZipFile(PackedPlugin.zip().toFile())) {
      String folder = "pinot-stream-ingestion/iggy-connector-pinot/";

      assertThat(files(zip))
          .hasSize(5)
          .contains(folder + "pinot-plugin.properties")
          .contains(folder + "monitoring/jmx-exporter.yml")
          .contains(folder + "monitoring/prometheus-alerts.yml")
          .contains(folder + "monitoring/grafana-dashboard.json")
          .anyMatch(name -> name.matches(folder + "iggy-connector-pinot-[0-9][^/]*\\.jar"));
    }
  }

  private static List<String> files(ZipFile zip) {
    return zip.stream().filter(entry -> !entry.isDirectory()).map(ZipEntry::getName).toList();
  }

  private static String text(ZipFile zip, String name) throws IOException {
    return new String(
        zip.getInputStream(zip.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
  }

  private static int classFileVersion(ZipFile zip, String name) {
    try (DataInputStream bytes = new DataInputStream(zip.getInputStream(zip.getEntry(name)))) {
      bytes.readInt();
      bytes.readUnsignedShort();
      return bytes.readUnsignedShort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
