// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.iggy.connector.client.IggyAddress;
import org.apache.iggy.connector.client.TlsOptions;
import org.apache.iggy.connector.embedded.EmbeddedIggyOptions;
import org.apache.iggy.connector.embedded.EmbeddedIggyServer;
import org.apache.iggy.connector.embedded.ServerTls;
import org.apache.iggy.connector.embedded.TestCertificate;
import org.apache.iggy.connector.pinot.embedded.EmbeddedPinot;
import org.apache.iggy.connector.pinot.embedded.EmbeddedTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table over TLS, which other connectors have a key for and ignore. */
class IggyTableOverTlsTest {
  @Test
  void shouldConsumeOverTlsAndRefuseAServerItDoesNotTrust(@TempDir Path folder) throws Exception {
    TestCertificate certificate = TestCertificate.create(folder);
    ServerTls tls = certificate.serverTls();
    try (EmbeddedIggyServer server =
        EmbeddedIggyServer.start(EmbeddedIggyOptions.builder().tls(tls).build())) {
      IggyAddress address = IggyAddress.of(server.host(), server.port());
      TlsOptions trusting = TlsOptions.builder().caFile(certificate.trusted()).build();
      try (EventTopic topic = EventTopic.create(address, 2, trusting);
          EmbeddedPinot pinot = EmbeddedPinot.start()) {
        topic.send(2_500);
        assertThatThrownBy(() -> createTable(pinot, address, Map.of("enable.tls", "true")))
            .hasMessageContaining("certificate");
        EmbeddedTable table =
            createTable(
                pinot,
                address,
                Map.of("enable.tls", "true", "tls.ca.file", certificate.trusted().toString()));
        table.awaitRows(2_500, Duration.ofSeconds(60));
        assertThat(pinot.query("SELECT DISTINCTCOUNT(id) FROM events").longAt(0, 0))
            .isEqualTo(2_500);
      }
    }
  }

  private static EmbeddedTable createTable(
      EmbeddedPinot pinot, IggyAddress address, Map<String, String> keys) {
    return pinot.createTable(EventTable.schema(), EventTable.config(address, keys));
  }
}
