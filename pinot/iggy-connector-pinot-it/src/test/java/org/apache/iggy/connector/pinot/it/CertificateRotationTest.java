// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
import org.apache.iggy.connector.pinot.embedded.PartitionStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table whose server and client certificates are exchanged while it runs. */
class CertificateRotationTest {
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  @TempDir Path folder;
  private Path caFile;
  private Path clientStore;

  @BeforeEach
  void nameFiles() {
    caFile = folder.resolve("ca.pem");
    clientStore = folder.resolve("client.p12");
  }

  @Test
  void shouldComeBackWithTheNewCertificatesOfBothSides() throws Exception {
    TestCertificate oldServer = certificate("old-server");
    TestCertificate oldClient = certificate("old-client");
    TestCertificate newServer = certificate("new-server");
    TestCertificate newClient = certificate("new-client");
    EmbeddedIggyServer server = startServer(0, oldServer, oldClient);
    IggyAddress address = IggyAddress.of(server.host(), server.port());
    install(oldServer, oldClient);
    try (EventTopic topic = EventTopic.create(address, 2, clientTls());
        EmbeddedPinot pinot = EmbeddedPinot.start()) {
      topic.send(400);
      EmbeddedTable table = createTable(pinot, address);
      table.awaitRows(400, DEADLINE);

      server.close();
      // The server is first to change; what the table then reads is neither old nor new.
      Files.writeString(caFile, "half a file");
      server = startServer(address.port(), newServer, newClient);
      install(newServer, newClient);

      topic.send(400);
      table.awaitRows(800, DEADLINE);
      assertThat(pinot.query("SELECT COUNT(*), DISTINCTCOUNT(id) FROM events").rows().get(0))
          .containsExactly(800L, 800);
      assertThat(table.partitions())
          .extracting(PartitionStatus::state)
          .containsOnly(PartitionStatus.State.CONSUMING);
    } finally {
      server.close();
    }
  }

  private TestCertificate certificate(String name) throws Exception {
    return TestCertificate.create(Files.createDirectory(folder.resolve(name)));
  }

  private EmbeddedIggyServer startServer(
      int port, TestCertificate certificate, TestCertificate client) throws IOException {
    ServerTls tls = certificate.serverTls().requireClientCertificate(client.trusted());
    return EmbeddedIggyServer.start(
        EmbeddedIggyOptions.builder()
            .port(port)
            .dataDirectory(folder.resolve("data"))
            .tls(tls)
            .build());
  }

  /** Puts these where the table and the producer look for them. */
  private void install(TestCertificate server, TestCertificate client) throws IOException {
    Files.copy(server.trusted(), caFile, StandardCopyOption.REPLACE_EXISTING);
    Files.copy(client.keyStore(), clientStore, StandardCopyOption.REPLACE_EXISTING);
  }

  private TlsOptions clientTls() {
    return TlsOptions.builder()
        .caFile(caFile)
        .keyStore(clientStore, TestCertificate.PASSWORD)
        .build();
  }

  private EmbeddedTable createTable(EmbeddedPinot pinot, IggyAddress address) {
    Map<String, String> keys =
        Map.of(
            "enable.tls",
            "true",
            "tls.ca.file",
            caFile.toString(),
            "tls.keystore.file",
            clientStore.toString(),
            "tls.keystore.password",
            TestCertificate.PASSWORD);
    return pinot.createTable(EventTable.schema(), EventTable.config(address, keys));
  }
}
