// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.connect;

import java.nio.file.Path;
import org.apache.iggy.connector.connect.config.ConnectorKeys;
import org.apache.iggy.connector.connect.config.RuntimeSettings;
import org.apache.iggy.connector.connect.testkit.KeyReference;
import org.junit.jupiter.api.Test;

/** docs/connect/configuration.md says of every key what the code says. */
class ConfigurationReferenceTest {
  private static final Path PAGE = Path.of("../docs/connect/configuration.md");

  @Test
  void shouldSayWhatTheCodeSays() {
    KeyReference.check(PAGE, "the runtime", RuntimeSettings.SPEC);
    KeyReference.check(PAGE, "sinks", ConnectorKeys.SINK);
    KeyReference.check(PAGE, "sources", ConnectorKeys.SOURCE);
  }
}
