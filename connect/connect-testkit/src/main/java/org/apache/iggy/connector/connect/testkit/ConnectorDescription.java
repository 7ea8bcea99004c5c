// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.iggy.connector.connect.api.Connector;
import org.apache.iggy.connector.connect.api.config.ConfigKey;
import org.apache.iggy.connector.connect.api.config.ConfigSpec;

/** Checks what a connector says of itself. */
final class ConnectorDescription {
  private ConnectorDescription() {}

  static void check(Connector connector, Map<String, Object> config, List<String> secrets) {
    assertThat(connector.info().title()).isNotBlank();
    assertThat(connector.info().description()).isNotBlank();
    checkDocumented(connector.spec());
    assertThat(connector.spec().read(config).problems()).isEmpty();
    Map<String, Object> withUnknown = new LinkedHashMap<>(config);
    withUnknown.put("no_connector_has_such_a_key", 1);
    assertThat(connector.spec().read(withUnknown).problems()).hasSize(1);
    String shown = connector.spec().read(config).values().toString();
    for (String secret : secrets) {
      assertThat(shown).as("the configuration as it is shown").doesNotContain(secret);
    }
  }

  private static void checkDocumented(ConfigSpec spec) {
    for (ConfigKey<?> key : spec.keys()) {
      assertThat(key.documentation()).as("documentation of %s", key).isNotBlank();
      if (key.tableSpec() != null) {
        checkDocumented(key.tableSpec());
      }
    }
  }
}
