// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.iggy.connector.client.IggyClient;
import org.apache.iggy.connector.client.IggyException;
import org.apache.iggy.connector.client.testkit.TestCertificates;
import org.apache.iggy.connector.connect.config.IggySettings;
import org.apache.iggy.connector.embedded.EmbeddedIggyOptions;
import org.apache.iggy.connector.embedded.EmbeddedIggyServer;
import org.apache.iggy.connector.embedded.ServerTls;
import org.apache.iggy.connector.protocol.stream.StreamInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class IggyConnectionsTest {
  @TempDir private Path folder;

  @Test
  void shouldTakeACertificateForTheDomainOfTheSettingsAndNoOther() throws IOException {
    TestCertificates certificates = new TestCertificates();
    TestCertificates.Identity identity = certificates.forHost("iggy.example.test");
    ServerTls tls =
        ServerTls.pem(
            write("server.pem", identity.certificatePem()), write("server.key", identity.keyPem()));
    Path caFile = write("ca.pem", certificates.caPem());
    try (EmbeddedIggyServer server =
        EmbeddedIggyServer.start(EmbeddedIggyOptions.builder().tls(tls).build())) {
      String address = server.host() + ":" + server.port();

      assertThat(streams(address, caFile, "iggy.example.test")).isEmpty();
      assertThatThrownBy(() -> streams(address, caFile, ""))
          .isInstanceOf(IggyException.class)
          .hasMessageContaining("not for this host name");
    }
  }

  private static List<StreamInfo> streams(String address, Path caFile, String domain) {
    IggySettings.Tls tls = new IggySettings.Tls(true, caFile.toString(), domain);
    IggySettings settings = new IggySettings(address, "iggy", "iggy", "", "auto", tls);
    try (IggyClient client = IggyClient.connect(IggyConnections.options(settings), 1)) {
      return client.streams().list();
    }
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
