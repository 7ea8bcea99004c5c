// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.iggy.connector.client.testkit.FaultServer;
import org.apache.iggy.connector.client.testkit.TestCertificates;
import org.apache.iggy.connector.protocol.status.ErrorCategory;
import org.apache.iggy.connector.protocol.system.Ping;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Certificates and secrets that change under a client: the next connection takes the new ones. */
@Timeout(60)
class TlsRotationTest {
  private final TestCertificates before = new TestCertificates();
  private final TestCertificates after = new TestCertificates();

  @TempDir Path folder;

  @Test
  void shouldTrustTheNewCaOnTheNextConnection() throws IOException {
    Path caFile = write("ca.pem", before.caPem());
    TlsOptions options = TlsOptions.builder().caFile(caFile).build();
    ping(before, options);

    write("ca.pem", after.caPem());

    ping(after, options);
    assertTransient(() -> ping(before, options), "is not trusted");
  }

  @Test
  void shouldTrustTheNewTrustStoreOnTheNextConnection() {
    Path store = before.writeTrustStore(folder.resolve("trust.p12"));
    TlsOptions options = TlsOptions.builder().trustStore(store, TestCertificates.PASSWORD).build();
    ping(before, options);

    after.writeTrustStore(store);

    ping(after, options);
  }

  @Test
  void shouldShowTheNewClientCertificateOnTheNextConnection() throws IOException {
    TestCertificates.Identity old = before.forHost("client");
    Path certificate = write("client.pem", old.certificatePem());
    Path key = write("client.key", old.keyPem());
    TlsOptions options =
        TlsOptions.builder()
            .caPem(before.caPem() + after.caPem())
            .clientCertificate(certificate, key, "key-secret")
            .build();
    ping(before, options);
    assertTransient(() -> ping(after, options), "client certificate");

    TestCertificates.Identity renewed = after.forHost("client");
    write("client.pem", renewed.certificatePem());
    write("client.key", renewed.encryptedKeyPem("key-secret"));

    ping(after, options);
  }

  @Test
  void shouldCallABrokenNewFileTransientAndRecoverWhenItIsWhole() throws IOException {
    Path caFile = write("ca.pem", before.caPem());
    TlsOptions options = TlsOptions.builder().caFile(caFile).build();
    ping(before, options);

    write("ca.pem", after.caPem().substring(0, 100));
    assertTransient(() -> ping(after, options), "ca.pem' has no certificate");
    Files.delete(caFile);
    assertTransient(() -> ping(after, options), "ca.pem' does not exist");
    write("ca.pem", after.caPem());

    ping(after, options);
  }

  @Test
  void shouldTakeKeysThatAreEncryptedWithTheirPasswordOnly() throws IOException {
    TestCertificates.Identity client = before.forHost("client");
    Path certificate = write("client.pem", client.certificatePem());
    Path key = write("client.key", client.encryptedKeyPem("key-secret"));
    String ca = before.caPem();

    ping(
        before,
        TlsOptions.builder().caPem(ca).clientCertificate(certificate, key, "key-secret").build());
    ping(
        before,
        TlsOptions.builder()
            .caPem(ca)
            .clientCertificatePem(
                client.certificatePem(), client.encryptedKeyPem("key-secret"), "key-secret")
            .build());
    assertThatThrownBy(() -> TlsOptions.builder().clientCertificate(certificate, key).build())
        .hasMessageContaining("client.key' has an encrypted key, which needs a password");
    assertThatThrownBy(
            () -> TlsOptions.builder().clientCertificate(certificate, key, "not-it").build())
        .hasMessageContaining("does not open with the password given")
        .hasMessageNotContaining("not-it");
  }

  /** A server of this authority, which demands certificates of the same. */
  private void ping(TestCertificates authority, TlsOptions options) {
    boolean wantsCertificate = Files.exists(folder.resolve("client.pem"));
    try (FaultServer server =
            FaultServer.startTls(
                authority.serverContext(authority.loopback()),
                wantsCertificate,
                peer -> {
                  peer.logIn();
                  peer.acknowledgeAll();
                });
        IggyConnection connection = IggyConnection.open(server.options().tls(options).build())) {
      connection.execute(new Ping());
    }
  }

  private static void assertTransient(ThrowingCallable connecting, String message) {
    assertThatThrownBy(connecting)
        .isInstanceOfSatisfying(
            IggyException.class, e -> assertThat(e.category()).isEqualTo(ErrorCategory.TRANSIENT))
        .hasMessageContaining(message);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
