// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.testkit.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.apache.iggy.connector.client.ConnectionOptions;
import org.apache.iggy.connector.client.IggyConnection;
import org.apache.iggy.connector.protocol.framing.ProtocolGeneration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

class TestServerTest {
  /** A runtime under test asks: what it gets has to be what the test's results are told under. */
  @Test
  @EnabledIfSystemProperty(named = "iggy.protocol", matches = "legacy|vsr")
  void shouldSpeakTheTestsGenerationWithThoseWhoAsk(@TempDir Path folder) {
    Optional<ProtocolGeneration> told = ProtocolGeneration.of(System.getProperty("iggy.protocol"));
    try (TestServer server = TestServer.start(folder);
        IggyConnection asking =
            IggyConnection.open(ConnectionOptions.builder(server.address()).build())) {
      assertThat(asking.generation()).isEqualTo(told);
    }
  }
}
