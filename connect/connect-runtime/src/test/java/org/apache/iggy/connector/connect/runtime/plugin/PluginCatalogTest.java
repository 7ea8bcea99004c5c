// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.ErrorCategory;
import org.apache.iggy.connector.connect.api.SinkConnector;
import org.apache.iggy.connector.connect.api.SourceConnector;
import org.apache.iggy.connector.connect.api.TransformFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plugins are jars that are compiled here, as a user's would be elsewhere. */
class PluginCatalogTest {
  private static final String GREETING = "acme.Greeting";

  @TempDir Path folder;

  @Test
  void shouldFindConnectorsAndTransformsWhenTheyAreInAFolder() {
    sink("one", "\"of the folder\"").version("1.2.3").writeTo(folder.resolve("one/one.jar"));
    PluginJar.create()
        .source("acme.Upper", TRANSFORM)
        .service(TransformFactory.class, "acme.Upper")
        .writeTo(folder.resolve("upper.jar"));

    try (PluginCatalog catalog = PluginCatalog.load(List.of(folder, folder.resolve("missing")))) {
      ConnectorPlugin<SinkConnector> sink = catalog.sink("one");

      assertThat(sink.info().description()).isEqualTo("of the folder");
      assertThat(sink.create()).isNotSameAs(sink.create());
      assertThat(sink.origin().folder()).contains(folder.resolve("one"));
      assertThat(sink.origin().version()).contains("1.2.3");
      assertThat(catalog.transform("upper").origin().folder())
          .contains(folder.resolve("upper.jar"));
      assertThat(catalog.sinks()).extracting(ConnectorPlugin::name).contains("one");
      assertThat(catalog.problems()).isEmpty();
    }
  }

  @Test
  void shouldGiveEachPluginItsOwnVersionWhenTwoHoldTheSameLibrary() {
    for (String version : List.of("1", "2")) {
      Path plugin = folder.resolve("plugin" + version);
      Path library = library(version).writeTo(plugin.resolve("greeting.jar"));
      sink("v" + version, GREETING + ".text()")
          .against(library)
          .writeTo(plugin.resolve("sink.jar"));
    }
    try (PluginCatalog catalog = PluginCatalog.load(List.of(folder))) {
      assertThat(catalog.sink("v1").info().description()).isEqualTo("hello from 1");
      assertThat(catalog.sink("v2").info().description()).isEqualTo("hello from 2");
    }
  }

  @Test
  void shouldHideTheRuntimesOwnClassesWhenAPluginLooksForThem() {
    String looks =
        """
        java.util.stream.Stream.of(
                "org.apache.iggy.connector.client.IggyClient",
                "org.apache.iggy.connector.connect.runtime.plugin.PluginCatalog",
                "org.assertj.core.api.Assertions",
                "org.slf4j.Logger",
                "java.sql.Driver")
            .filter(name -> {
              try {
                Class.forName(name);
                return true;
              } catch (ClassNotFoundException e) {
                return false;
              }
            })
            .toList()
            .toString()
        """;
    sink("looks", looks).writeTo(folder.resolve("looks/looks.jar"));

    try (PluginCatalog catalog = PluginCatalog.load(List.of(folder))) {
      assertThat(catalog.sink("looks").info().description())
          .isEqualTo("[org.slf4j.Logger, java.sql.Driver]");
    }
  }

  @Test
  void shouldUseTheRuntimesApiWhenAPluginBringsItsOwn() {
    String api = "org.apache.iggy.connector.connect.api.Schema";
    PluginJar.create()
        .source(api, "package org.apache.iggy.connector.connect.api; public enum Schema { OTHER }")
        .writeTo(folder.resolve("own/api.jar"));
    sink("own", "java.util.List.of(" + api + ".class.getEnumConstants()).toString()")
        .writeTo(folder.resolve("own/sink.jar"));

    try (PluginCatalog catalog = PluginCatalog.load(List.of(folder))) {
      assertThat(catalog.sink("own").info().description()).startsWith("[json, raw");
    }
  }

  @Test
  void shouldBeTheContextClassLoaderWhileAPluginIsMade() {
    sink("context", "Thread.currentThread().getContextClassLoader().getName()")
        .writeTo(folder.resolve("context/context.jar"));
    ClassLoader before = Thread.currentThread().getContextClassLoader();

    try (PluginCatalog catalog = PluginCatalog.load(List.of(folder))) {
      assertThat(catalog.sink("context").info().description()).isEqualTo("plugin context");
    }
    assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
  }

  @Test
  void shouldNameEachBrokenPluginAndLoadTheOthersWhenSomeCannotBeUsed() throws IOException {
    Path missing = library("0").writeTo(folder.resolveSibling("not-packed.jar"));
    sink("a", GREETING + ".text()").against(missing).writeTo(folder.resolve("a/a.jar"));
    sink("b", "String.valueOf(1 / Integer.parseInt(\"0\"))").writeTo(folder.resolve("b/b.jar"));
    Files.createDirectories(folder.resolve("c"));
    Files.writeString(folder.resolve("c/c.jar"), "not a jar");
    Files.createDirectories(folder.resolve("d"));
    library("1").writeTo(folder.resolve("e/e.jar"));
    sink("f", "\"\"").changed(PluginCatalogTest::ofNewerJava).writeTo(folder.resolve("f/f.jar"));
    PluginJar.create()
        .service(SinkConnector.class, "acme.Nowhere")
        .service(SinkConnector.class, "acme.GSink")
        .source("acme.GSink", sinkSource("GSink", "g", "\"its neighbour is missing\""))
        .writeTo(folder.resolve("g/g.jar"));
    sink("h", "\"fine\"").writeTo(folder.resolve("h/h.jar"));

    try (PluginCatalog catalog = PluginCatalog.load(List.of(folder))) {
      assertThat(catalog.problems())
          .extracting(PluginProblem::toString)
          .satisfiesExactly(
              a -> assertThat(a).contains("/c: c.jar cannot be read as a jar"),
              a -> assertThat(a).contains("/d: has no jars"),
              a -> assertThat(a).contains("/a: misses the class acme.Greeting"),
              a -> assertThat(a).contains("/b: java.lang.ArithmeticException: / by zero"),
              a -> assertThat(a).contains("/e: declares neither connector nor transform"),
              a -> assertThat(a).contains("/f: needs a newer Java than"),
              a -> assertThat(a).contains("/g:").contains("acme.Nowhere not found"));
      assertThat(catalog.sink("g").info().description()).isEqualTo("its neighbour is missing");
      assertThat(catalog.sink("h").info().description()).isEqualTo("fine");
    }
  }

  @Test
  void shouldTakeTheFirstAndSaySoWhenTwoPluginsHaveAConnectorOfOneName() {
    sink("same", "\"first\"").writeTo(folder.resolve("1/sink.jar"));
    sink("same", "\"second\"").writeTo(folder.resolve("2/sink.jar"));

    try (PluginCatalog catalog = PluginCatalog.load(List.of(folder))) {
      assertThat(catalog.sink("same").info().description()).isEqualTo("first");
      assertThat(catalog.problems())
          .singleElement()
          .asString()
          .contains("/2: has the connector same, which is taken from")
          .endsWith("/1; remove one of them");
    }
  }

  @Test
  void shouldTakeTheUsersPluginWhenItHasWhatCameAlongWithTheRuntime() {
    Path own = folder.resolve("own");
    Path users = folder.resolve("users");
    sink("same", "\"that came along\"").writeTo(own.resolve("a/sink.jar"));
    sink("same", "\"the user's\"").writeTo(users.resolve("b/sink.jar"));
    String transform = TRANSFORM.replace("\"upper\"", "\"add_fields\"");
    PluginJar.create()
        .source("acme.Upper", transform)
        .service(TransformFactory.class, "acme.Upper")
        .writeTo(own.resolve("c/transform.jar"));

    try (PluginCatalog catalog = PluginCatalog.load(Optional.of(own), List.of(users))) {
      assertThat(catalog.sink("same").info().description()).isEqualTo("the user's");
      assertThat(catalog.transform("add_fields").origin().folder()).contains(own.resolve("c"));
      assertThat(catalog.problems()).isEmpty();
    }
    try (PluginCatalog catalog = PluginCatalog.load(Optional.of(own), List.of())) {
      assertThat(catalog.sink("same").info().description()).isEqualTo("that came along");
    }
    try (PluginCatalog catalog = PluginCatalog.load(List.of())) {
      assertThat(catalog.transform("add_fields").origin().folder()).isEmpty();
    }
  }

  @Test
  void shouldSayWhatThereIsWhenThereIsNoConnectorOfTheName() {
    sink("postgres", "\"\"").writeTo(folder.resolve("postgres/sink.jar"));

    try (PluginCatalog catalog = PluginCatalog.load(List.of(folder))) {
      assertThatThrownBy(() -> catalog.sink("postgrs"))
          .isInstanceOfSatisfying(
              ConnectException.class,
              e -> assertThat(e.category()).isEqualTo(ErrorCategory.CONFIGURATION))
          .hasMessage("there is no sink postgrs; did you mean postgres?");
      assertThatThrownBy(() -> catalog.source("postgres"))
          .hasMessage("there is no source postgres; postgres is a sink");
    }
  }

  private static PluginJar library(String version) {
    return PluginJar.create()
        .source(
            GREETING,
            "package acme; public class Greeting { public static String text() { return \"hello from "
                + version
                + "\"; } }");
  }

  private static PluginJar sink(String name, String descriptionExpression) {
    String type = "Sink" + name;
    return PluginJar.create()
        .source("acme." + type, sinkSource(type, name, descriptionExpression))
        .service(SinkConnector.class, "acme." + type);
  }

  private static String sinkSource(String type, String name, String descriptionExpression) {
    return """
        package acme;
        import org.apache.iggy.connector.connect.api.*;
        import org.apache.iggy.connector.connect.api.config.*;
        public class %s implements SinkConnector {
          private final String description = %s;
          @Override public ConnectorInfo info() { return new ConnectorInfo("%s", "A sink", description); }
          @Override public ConfigSpec spec() { return ConfigSpec.none(); }
          @Override public void configure(Config config) {}
          @Override public void start(ConnectorContext context) {}
          @Override public void write(SinkBatch batch) {}
          @Override public void stop() {}
        }
        """
        .formatted(type, descriptionExpression, name);
  }

  private static final String TRANSFORM =
      """
      package acme;
      import org.apache.iggy.connector.connect.api.*;
      import org.apache.iggy.connector.connect.api.config.*;
      public class Upper implements TransformFactory {
        @Override public String type() { return "upper"; }
        @Override public String description() { return "Shouts."; }
        @Override public ConfigSpec spec() { return ConfigSpec.none(); }
        @Override public Transform create(Config config) { return record -> record; }
      }
      """;

  /** Bytes 6 and 7 of a class are the version of Java that it needs. */
  private static byte[] ofNewerJava(byte[] compiled) {
    byte[] changed = compiled.clone();
    changed[6] = 0x7F;
    return changed;
  }

  @Test
  void shouldFindSourcesToo() {
    PluginJar.create()
        .source(
            "acme.Clock",
            """
            package acme;
            import org.apache.iggy.connector.connect.api.*;
            import org.apache.iggy.connector.connect.api.config.*;
            public class Clock implements SourceConnector {
              @Override public ConnectorInfo info() { return new ConnectorInfo("clock", "Clock", "Ticks."); }
              @Override public ConfigSpec spec() { return ConfigSpec.none(); }
              @Override public void configure(Config config) {}
              @Override public void start(ConnectorContext context) {}
              @Override public SourceBatch poll(long timeoutMillis) { return SourceBatch.empty(); }
              @Override public void stop() {}
            }
            """)
        .service(SourceConnector.class, "acme.Clock")
        .writeTo(folder.resolve("clock.jar"));

    try (PluginCatalog catalog = PluginCatalog.load(List.of(folder))) {
      assertThat(catalog.source("clock").create().poll(0).isEmpty()).isTrue();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
