// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.iggy.client.blocking.tcp.IggyTcpClient;
import org.apache.iggy.connector.protocol.framing.LegacyFraming;
import org.apache.iggy.connector.protocol.system.Ping;
import org.apache.iggy.connector.protocol.user.LoginUser;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** TLS with certificates that the JDK's own keytool makes. */
class ServerTlsTest {
  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir static Path directory;

  private static Path serverStore;
  private static Path certificatePem;
  private static Path keyPem;

  @BeforeAll
  static void makeCertificate() throws Exception {
    serverStore = generate("server.p12");
    KeyStore keys = KeyStore.getInstance(serverStore.toFile(), PASSWORD);
    certificatePem =
        pem("certificate.pem", "CERTIFICATE", keys.getCertificate("identity").getEncoded());
    keyPem = pem("key.pem", "PRIVATE KEY", keys.getKey("identity", PASSWORD).getEncoded());
  }

  private static Path generate(String name) throws IOException, InterruptedException {
    Path store = directory.resolve(name);
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "identity",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost,ip:127.0.0.1",
                "-validity",
                "7",
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(PASSWORD),
                "-keystore",
                store.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(keytool.exitValue()).isZero();
    return store;
  }

  private static Path pem(String name, String label, byte[] der) throws IOException {
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    String text = "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n";
    return Files.writeString(directory.resolve(name), text);
  }

  private static EmbeddedIggyServer start(ServerTls tls) {
    return EmbeddedIggyServer.start(EmbeddedIggyOptions.builder().tls(tls).build());
  }

  private static WireClient connect(EmbeddedIggyServer server, Path clientStore)
      throws GeneralSecurityException, IOException {
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(KeyStore.getInstance(serverStore.toFile(), PASSWORD));
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(
        clientStore == null ? null : KeyStore.getInstance(clientStore.toFile(), PASSWORD),
        PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return new WireClient(
        context.getSocketFactory().createSocket(server.host(), server.port()), new LegacyFraming());
  }

  @Test
  void shouldServeWithAKeyStore() throws Exception {
    try (EmbeddedIggyServer server = start(ServerTls.keyStore(serverStore, PASSWORD));
        WireClient client = connect(server, null)) {
      client.ask(new LoginUser("iggy", "iggy", "", ""));
      TestTopic.create(client, 1);
      client.ask(TestTopic.send(0, "x".repeat(200_000), "end"));
      assertThat(Batches.payloads(client.ask(TestTopic.pollFirst(0)))).endsWith("end");
    }
  }

  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void shouldServeTheOfficialSdkWithPemFiles() throws Exception {
    try (EmbeddedIggyServer server = start(ServerTls.pem(certificatePem, keyPem));
        IggyTcpClient client =
            IggyTcpClient.builder()
                .host("localhost")
                .port(server.port())
                .enableTls()
                .tlsCertificate(certificatePem.toFile())
                .credentials("iggy", "iggy")
                .connectionPoolSize(1)
                .buildAndLogin()) {
      assertThat(client.streams().createStream("over-tls").name()).isEqualTo("over-tls");
    }
  }

  @Test
  void shouldAskForAClientCertificate() throws Exception {
    Path clientStore = generate("client.p12");
    KeyStore keys = KeyStore.getInstance(clientStore.toFile(), PASSWORD);
    Path clientPem = pem("client.pem", "CERTIFICATE", keys.getCertificate("identity").getEncoded());
    ServerTls tls = ServerTls.keyStore(serverStore, PASSWORD).requireClientCertificate(clientPem);
    try (EmbeddedIggyServer server = start(tls)) {
      try (WireClient known = connect(server, clientStore)) {
        known.ask(new Ping());
      }
      try (WireClient unknown = connect(server, null)) {
        assertThatThrownBy(() -> unknown.ask(new Ping()));
      }
    }
  }

  @Test
  void shouldHangUpOnPlainText() {
    try (EmbeddedIggyServer server = start(ServerTls.pem(certificatePem, keyPem));
        WireClient plain = WireClient.connect(server)) {
      plain.write(plain.frame(new Ping()));
      assertThatThrownBy(() -> plain.ask(new Ping()));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void shouldNameTheFileThatIsNoKey() {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> ServerTls.pem(certificatePem, certificatePem))
        .withMessageContaining(certificatePem.toString())
        .withMessageContaining("PKCS#8");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> ServerTls.keyStore(serverStore, "wrong".toCharArray()));
  }
}
