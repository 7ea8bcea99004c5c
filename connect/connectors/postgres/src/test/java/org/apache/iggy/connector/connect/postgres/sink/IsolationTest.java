// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.sink;

import static org.apache.iggy.connector.connect.postgres.sink.SinkTrial.jsons;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.apache.iggy.connector.connect.api.SinkBatch;
import org.apache.iggy.connector.connect.api.SinkConnector;
import org.apache.iggy.connector.connect.testkit.TestConnectorContext;
import org.junit.jupiter.api.Test;
import org.postgresql.Driver;

/** The sink with the API, slf4j, the JDK and its own two libraries, as a plugin has them. */
class IsolationTest {
  private final TestTable table = new TestTable();

  /** Sees what a runtime shows to plugins. */
  private static final class Shared extends ClassLoader {
    Shared() {
      super(getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      if (name.startsWith("org.apache.iggy.connector.connect.api.")
          || name.startsWith("org.slf4j.")) {
        return IsolationTest.class.getClassLoader().loadClass(name);
      }
      throw new ClassNotFoundException(name);
    }
  }

  @Test
  void shouldWriteWithTheClassesOfAPluginAlone() throws Exception {
    URL[] own =
        Stream.of(PostgresSink.class, Driver.class, HikariDataSource.class)
            .map(one -> one.getProtectionDomain().getCodeSource().getLocation())
            .toArray(URL[]::new);
    try (URLClassLoader plugin = new URLClassLoader(own, new Shared())) {
      SinkConnector sink =
          ServiceLoader.load(SinkConnector.class, plugin).stream()
              .filter(one -> one.type().getName().equals(PostgresSink.class.getName()))
              .findFirst()
              .orElseThrow()
              .get();
      assertThat(sink.getClass()).isNotSameAs(PostgresSink.class);
      Map<String, Object> config =
          Map.of(
              "connection_string",
              TestTable.server().url(),
              "target_table",
              table.name(),
              "auto_create_table",
              true);
      sink.configure(sink.spec().read(config).orThrow());
      sink.start(TestConnectorContext.fresh());
      sink.write(new SinkBatch(SinkTrial.STREAM, SinkTrial.TOPIC, 2, jsons(0, "1", "2")));
      sink.stop();
    }
    assertThat(table.count()).isEqualTo(2);
  }
}
