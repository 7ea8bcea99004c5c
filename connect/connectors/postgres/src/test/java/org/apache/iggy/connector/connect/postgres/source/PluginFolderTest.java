// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.iggy.connector.connect.api.SourceBatch;
import org.apache.iggy.connector.connect.api.SourceConnector;
import org.apache.iggy.connector.connect.postgres.embedded.PostgresServer;
import org.apache.iggy.connector.connect.runtime.plugin.ConnectorPlugin;
import org.apache.iggy.connector.connect.runtime.plugin.PluginCatalog;
import org.apache.iggy.connector.connect.runtime.plugin.PluginOrigin;
import org.apache.iggy.connector.connect.testkit.TestConnectorContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The source out of a plugin folder, whose classes see the API, slf4j and the JDK alone. */
class PluginFolderTest {
  /** All that the source needs beside its own jar. */
  private static final List<String> JARS =
      List.of(
          "postgresql-",
          "debezium-connector-postgres-",
          "debezium-connector-common-",
          "debezium-connect-plugins-",
          "debezium-api-",
          "debezium-util-",
          "debezium-config-",
          "debezium-openlineage-api-",
          "connect-api-",
          "kafka-clients-",
          "jackson-core-",
          "jackson-databind-",
          "jackson-annotations-",
          "jackson-datatype-jsr310-",
          "HikariCP-");

  @TempDir Path folder;

  @Test
  @Timeout(120)
  void shouldFollowChangesFromAPluginFolder() throws Exception {
    Path plugin = Files.createDirectory(folder.resolve("postgres"));
    long bytes = pack(plugin);
    System.out.println("the plugin's folder has " + bytes / 1024 + " KiB");
    assertThat(bytes).isLessThan(20L << 20);
    try (PostgresServer server = PostgresServer.launch("wal_level=logical");
        PluginCatalog plugins = PluginCatalog.load(List.of(folder))) {
      server.execute("CREATE TABLE users (id int PRIMARY KEY)", "INSERT INTO users VALUES (1)");
      ConnectorPlugin<SourceConnector> found =
          plugins.sources().stream()
              .filter(source -> source.name().equals("postgres"))
              .findFirst()
              .orElseThrow();
      assertThat(found.classLoader()).isNotSameAs(getClass().getClassLoader());
      assertThat(found.origin()).isInstanceOf(PluginOrigin.class);
      SourceConnector source = found.create();
      Map<String, Object> config =
          Map.of("connection_string", server.url(), "mode", "cdc", "tables", List.of("users"));
      source.configure(source.spec().read(config).orThrow());
      source.start(TestConnectorContext.fresh());
      assertThat(firstRecords(source).records()).hasSize(1);
      server.execute("INSERT INTO users VALUES (2)");
      assertThat(firstRecords(source).records()).hasSize(1);
      source.stop();
    }
  }

  private static SourceBatch firstRecords(SourceConnector source) throws Exception {
    while (true) {
      SourceBatch batch = source.poll(100);
      source.acknowledged(batch);
      if (!batch.records().isEmpty()) {
        return batch;
      }
    }
  }

  private static long pack(Path plugin) throws IOException {
    long bytes = 0;
    for (Path path : classPath()) {
      String name = String.valueOf(path.getFileName());
      if (JARS.stream().anyMatch(name::startsWith) && name.endsWith(".jar")) {
        bytes += Files.size(Files.copy(path, plugin.resolve(name)));
      }
    }
    try (Stream<Path> jars = Files.list(plugin)) {
      assertThat(jars).hasSize(JARS.size());
    }
    Path own = plugin.resolve("own.jar");
    try (OutputStream out = Files.newOutputStream(own);
        JarOutputStream jar = new JarOutputStream(out)) {
      Path classes = classes();
      try (Stream<Path> files = Files.walk(classes)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          jar.putNextEntry(new JarEntry(classes.relativize(file).toString()));
          Files.copy(file, jar);
        }
      }
    }
    return bytes + Files.size(own);
  }

  private static Path classes() {
    String service = "META-INF/services/" + SourceConnector.class.getName();
    String source = PostgresSourceConnector.class.getName().replace('.', '/') + ".class";
    return classPath().stream()
        .filter(path -> Files.exists(path.resolve(service)) && Files.exists(path.resolve(source)))
        .findFirst()
        .orElseThrow();
  }

  private static List<Path> classPath() {
    return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
        .splitAsStream(System.getProperty("java.class.path"))
        .map(Path::of)
        .toList();
  }
}
