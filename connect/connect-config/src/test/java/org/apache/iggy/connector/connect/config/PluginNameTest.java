// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PluginNameTest {
  @ParameterizedTest
  @CsvSource({
    "target/release/libiggy_connector_stdout_sink, SINK, stdout",
    "target/release/libiggy_connector_stdout_sink.so, SINK, stdout",
    "/usr/local/lib/libiggy_connector_postgres_sink.dylib, SINK, postgres",
    "C:\\iggy\\iggy_connector_random_source.dll, SOURCE, random",
    "<BASE_DIR>/target/release/libiggy_connector_influxdb_source, SOURCE, influxdb",
    "libiggy_connector_quickwit_sink, SINK, quickwit",
    "postgres, SOURCE, postgres",
    "postgres_sink, SINK, postgres",
    "libacme_sink.so, SINK, acme",
    "library, SINK, library",
    "my-system, SINK, my_system",
    "libiggy_connector_random_source, SINK, random_source",
  })
  void shouldTellTheConnectorThatAPathStandsFor(String path, ConnectorType type, String name) {
    assertThat(PluginName.of(path, type)).isEqualTo(name);
  }
}
