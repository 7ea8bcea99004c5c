// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.apache.iggy.connector.client.testkit.FaultServer;
import org.apache.iggy.connector.client.testkit.IggyTarget;
import org.apache.iggy.connector.client.testkit.TestCertificates;
import org.apache.iggy.connector.client.testkit.Waiter;
import org.apache.iggy.connector.embedded.EmbeddedIggyOptions;
import org.apache.iggy.connector.embedded.EmbeddedIggyServer;
import org.apache.iggy.connector.embedded.ServerTls;
import org.apache.iggy.connector.protocol.message.MessageBatchEncoder;
import org.apache.iggy.connector.protocol.message.MessageCursor;
import org.apache.iggy.connector.protocol.message.Partitioning;
import org.apache.iggy.connector.protocol.message.PollingStrategy;
import org.apache.iggy.connector.protocol.message.UserHeaders;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.status.ErrorCategory;
import org.apache.iggy.connector.protocol.system.Ping;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TlsTest {
  private final TestCertificates certificates = new TestCertificates();

  @TempDir Path folder;

  @Test
  void shouldExchangeRequestsWhenTheCaIsGivenAsText() {
    try (FaultServer server = tlsServer(certificates.loopback(), false)) {
      assertPings(server, TlsOptions.builder().caPem(certificates.caPem()).build());
    }
  }

  @Test
  void shouldExchangeRequestsWhenTheCaIsGivenAsFileOrTruststore() throws IOException {
    Path caFile = write("ca.pem", certificates.caPem());
    Path trustStore = certificates.writeTrustStore(folder.resolve("trust.p12"));
    try (FaultServer server = tlsServer(certificates.loopback(), false)) {
      assertPings(server, TlsOptions.builder().caFile(caFile).build());
      assertPings(
          server, TlsOptions.builder().trustStore(trustStore, TestCertificates.PASSWORD).build());
      assertPings(
          server,
          TlsOptions.builder().trustStore(trustStore, TestCertificates.PASSWORD, "PKCS12").build());
    }
  }

  @Test
  void shouldShowTheClientCertificateWhenTheServerWantsOne() throws IOException {
    TestCertificates.Identity client = certificates.forHost("client");
    TlsOptions pem =
        trusting()
            .clientCertificate(
                write("client.pem", client.certificatePem()), write("client.key", client.keyPem()))
            .build();
    Path store = client.writeStore(folder.resolve("client.p12"));
    TlsOptions keyStore = trusting().keyStore(store, TestCertificates.PASSWORD).build();
    try (FaultServer server = tlsServer(certificates.loopback(), true)) {
      assertPings(server, pem);
      assertPings(server, keyStore);
    }
  }

  @Test
  void shouldFailWhenTheServerWantsAClientCertificateAndNoneIsGiven() {
    try (FaultServer server = tlsServer(certificates.loopback(), true)) {
      assertThatThrownBy(() -> open(server, trusting().build())).isInstanceOf(IggyException.class);
    }
  }

  @Test
  void shouldNameTheCaWhenTheCertificateIsNotTrusted() {
    try (FaultServer server = tlsServer(certificates.loopback(), false)) {
      assertRefused(server, TlsOptions.defaults()).hasMessageContaining("is not trusted");
    }
  }

  @Test
  void shouldNameTheHostWhenTheCertificateIsForAnother() {
    try (FaultServer server = tlsServer(certificates.forHost("elsewhere.test"), false)) {
      assertRefused(server, trusting().build()).hasMessageContaining("not for this host name");
    }
  }

  @Test
  void shouldTakeACertificateForAnotherHostWhenNamesAreNotVerified() {
    try (FaultServer server = tlsServer(certificates.forHost("elsewhere.test"), false)) {
      assertPings(server, trusting().hostNameVerified(false).build());
    }
  }

  @Test
  void shouldVerifyTheServersNameInPlaceOfTheHostWhenOneIsGiven() {
    try (FaultServer server = tlsServer(certificates.forHost("elsewhere.test"), false)) {
      assertPings(server, trusting().serverName("elsewhere.test").build());
      assertRefused(server, trusting().serverName("other.test").build())
          .hasMessageContaining("not for this host name");
    }
    try (FaultServer server = tlsServer(certificates.loopback(), false)) {
      assertRefused(server, trusting().serverName("elsewhere.test").build())
          .hasMessageContaining("not for this host name");
    }
  }

  @Test
  void shouldAskForTheServersNameWhenOneIsGiven() throws Exception {
    SSLContext context = certificates.serverContext(certificates.forHost("elsewhere.test"));
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (ServerSocket listener =
        context.getServerSocketFactory().createServerSocket(0, 1, loopback)) {
      CompletableFuture<List<SNIServerName>> asked =
          CompletableFuture.supplyAsync(() -> namesAskedFor(listener));
      IggyAddress address = IggyAddress.of(loopback.getHostAddress(), listener.getLocalPort());
      TlsOptions tls = trusting().serverName("elsewhere.test").build();
      ConnectionOptions options =
          IggyTarget.options(address).protocol(ProtocolChoice.LEGACY).tls(tls).build();

      assertThatThrownBy(() -> IggyConnection.open(options)).isInstanceOf(IggyException.class);
      assertThat(asked.get(30, TimeUnit.SECONDS))
          .containsExactly(new SNIHostName("elsewhere.test"));
    }
  }

  /** Of the first client, to which no more is said than the handshake. */
  private static List<SNIServerName> namesAskedFor(ServerSocket listener) {
    try (SSLSocket client = (SSLSocket) listener.accept()) {
      client.startHandshake();
      return ((ExtendedSSLSession) client.getSession()).getRequestedServerNames();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void shouldSayThatTheCertificateHasExpired() {
    try (FaultServer server = tlsServer(certificates.expired(), false)) {
      assertRefused(server, trusting().build()).hasMessageContaining("has expired; renew it");
    }
  }

  @Test
  void shouldSayThatTheServerDoesNotSpeakTlsWhenThePortIsPlain() {
    try (FaultServer server =
        FaultServer.start(
            peer -> {
              peer.read(8);
              peer.answer(3);
              peer.hold();
            })) {
      assertRefused(server, trusting().build()).hasMessageContaining("switch TLS off");
    }
  }

  @Test
  void shouldSayThatTheServerSpeaksTlsWhenTheClientIsPlain() {
    try (FaultServer server = tlsServer(certificates.loopback(), false)) {
      assertRefused(server, null).hasMessageContaining("switch TLS on");
    }
  }

  @Test
  void shouldHintAtTlsWhenTheServerHangsUpOnAPlainClientAsIggyDoes() {
    try (FaultServer server = FaultServer.start(peer -> peer.read(8))) {
      assertThatThrownBy(() -> open(server, null))
          .isInstanceOf(IggyException.class)
          .hasMessageContaining("if the port speaks TLS, switch TLS on");
    }
  }

  @Test
  void shouldKeepTheDeadlineWhenTheServerDoesNotAnswerTheHandshake() {
    try (FaultServer server = FaultServer.start(peer -> peer.hold())) {
      ConnectionOptions options =
          server.options().tls(trusting().build()).connectTimeoutMillis(200).build();

      assertThatThrownBy(() -> IggyConnection.open(options))
          .isInstanceOf(IggyTimeoutException.class)
          .hasMessageContaining("within 200 ms");
    }
  }

  @Test
  void shouldCarryBatchesOfManyRecordsBothWays() throws IOException {
    TestCertificates.Identity identity = certificates.loopback();
    ServerTls tls =
        ServerTls.pem(
            write("server.pem", identity.certificatePem()), write("server.key", identity.keyPem()));
    byte[] payload = new byte[3_000_000];
    new Random(42).nextBytes(payload);
    MessageBatchEncoder encoder = new MessageBatchEncoder();
    encoder.add(payload, UserHeaders.empty(), 0);
    try (EmbeddedIggyServer server =
            EmbeddedIggyServer.start(EmbeddedIggyOptions.builder().tls(tls).build());
        IggyClient client =
            IggyClient.connect(
                IggyTarget.options(IggyAddress.of(server.host(), server.port()))
                    .tls(trusting().build())
                    .build(),
                1)) {
      Identifier stream = Identifier.named("s");
      Identifier topic = Identifier.named("t");
      client.streams().create("s");
      client.topics().create(stream, "t", 1);
      client.messages().send(stream, topic, Partitioning.balanced(), encoder.batch());

      MessageCursor cursor =
          client.messages().poll(stream, topic, 0, PollingStrategy.first(), 1).cursor();
      assertThat(cursor.next()).isTrue();
      assertThat(cursor.payload()).isEqualTo(payload);
    }
  }

  @Test
  void shouldEndTheWaitWhenClosedOrInterruptedByAnotherThread() throws Exception {
    try (FaultServer server =
        FaultServer.startTls(
            certificates.serverContext(certificates.loopback()),
            false,
            peer -> {
              peer.logIn();
              peer.readRequest();
              peer.hold();
            })) {
      IggyConnection interrupted = open(server, trusting().build());
      Waiter first = Waiter.start(() -> interrupted.execute(new Ping()));
      first.awaitWaiting();
      first.interrupt();
      assertThat(first.failure()).isInstanceOf(IggyInterruptedException.class);

      IggyConnection closed = open(server, trusting().build());
      Waiter second = Waiter.start(() -> closed.execute(new Ping()));
      second.awaitWaiting();
      closed.close();
      assertThat(second.failure()).hasMessageContaining("was closed while waiting");
    }
  }

  @Test
  void shouldNameTheFileWhenItDoesNotExist() {
    Path missing = folder.resolve("missing.pem");

    assertProblem(TlsOptions.builder().caFile(missing))
        .hasMessage("CA file '" + missing + "' does not exist");
    assertProblem(TlsOptions.builder().trustStore(missing, "x"))
        .hasMessage("truststore '" + missing + "' does not exist");
    assertProblem(TlsOptions.builder().clientCertificate(missing, missing))
        .hasMessage("client certificate file '" + missing + "' does not exist");
  }

  @Test
  void shouldNameTheFileWhenItIsNoPem() throws IOException {
    assertProblem(TlsOptions.builder().caFile(write("ca.pem", "hello")))
        .hasMessageContaining("ca.pem' has no certificate");
    assertProblem(
            TlsOptions.builder()
                .caPem("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"))
        .hasMessageContaining("has a certificate that cannot be read");
  }

  @Test
  void shouldSayHowToConvertTheKeyWhenItsFormatIsOlder() throws IOException {
    TestCertificates.Identity client = certificates.forHost("client");
    Path certificate = write("client.pem", client.certificatePem());
    Path key = write("client.key", client.keyPem().replace("PRIVATE KEY", "RSA PRIVATE KEY"));

    assertProblem(TlsOptions.builder().clientCertificate(certificate, key))
        .hasMessageContaining("client.key' has a key as 'RSA PRIVATE KEY'")
        .hasMessageContaining("openssl pkcs8 -topk8 -nocrypt");
  }

  @Test
  void shouldNotShowThePasswordWhenItIsWrong() {
    Path store = certificates.writeTrustStore(folder.resolve("trust.p12"));

    assertProblem(TlsOptions.builder().trustStore(store, "not-the-secret"))
        .hasMessage("truststore '" + store + "' does not open with the password given")
        .hasMessageNotContaining("not-the-secret");
    assertProblem(TlsOptions.builder().keyStore(store, "not-the-secret", "PKCS12"))
        .hasMessage("keystore '" + store + "' does not open with the password given");
  }

  @Test
  void shouldNotShowSecretsAsText() {
    ConnectionOptions options =
        ConnectionOptions.builder(IggyAddress.parse("localhost"))
            .credentials(Credentials.password("iggy", "login-secret"))
            .tls(trusting().build())
            .build();

    assertThat(options.toString()).doesNotContain("login-secret");
    assertThat(Credentials.token("token-secret").toString()).doesNotContain("token-secret");
  }

  private TlsOptions.Builder trusting() {
    return TlsOptions.builder().caPem(certificates.caPem());
  }

  /** A server that acknowledges everything; what is tested is the layer below. */
  private FaultServer tlsServer(TestCertificates.Identity identity, boolean wantsCertificate) {
    return FaultServer.startTls(
        certificates.serverContext(identity),
        wantsCertificate,
        peer -> {
          peer.logIn();
          peer.acknowledgeAll();
        });
  }

  private static IggyConnection open(FaultServer server, TlsOptions tls) {
    return IggyConnection.open(server.options().tls(tls).build());
  }

  private static void assertPings(FaultServer server, TlsOptions tls) {
    try (IggyConnection connection = open(server, tls)) {
      for (int i = 0; i < 100; i++) {
        connection.execute(new Ping());
        assertThat(connection.isIdleAndAlive()).isTrue();
      }
    }
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(
      FaultServer server, TlsOptions tls) {
    return assertThatThrownBy(() -> open(server, tls))
        .isInstanceOfSatisfying(
            IggyException.class,
            e -> assertThat(e.category()).isEqualTo(ErrorCategory.CONFIGURATION))
        .hasMessageContaining(server.address().toString());
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> assertProblem(
      TlsOptions.Builder builder) {
    return assertThatThrownBy(builder::build)
        .isInstanceOfSatisfying(
            IggyException.class,
            e -> assertThat(e.category()).isEqualTo(ErrorCategory.CONFIGURATION));
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
