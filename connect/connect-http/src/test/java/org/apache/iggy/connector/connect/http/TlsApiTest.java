// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.ErrorCategory;
import org.apache.iggy.connector.connect.config.HttpSettings;
import org.apache.iggy.connector.connect.http.metrics.ConnectMetrics;
import org.apache.iggy.connector.embedded.TestCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The API over HTTPS, with certificates of an authority that exists for this test. */
class TlsApiTest {
  private static final String KEY = "correct-horse";
  private static final String ORIGIN = "https://admin.example";

  @TempDir private static Path folder;
  private static TestCertificate authority;
  private ConnectHttpServer server;

  @BeforeAll
  static void writeFiles() throws IOException, InterruptedException {
    authority = TestCertificate.create(folder, "authority", "dns:authority.example", "-1d", 90);
    write("server", authority.sign(folder, "server", "-1d", 90));
    write("expired", TestCertificate.create(folder, "expired", "ip:127.0.0.1", "-20d", 10));
    Files.writeString(folder.resolve("nonsense.pem"), "no PEM");
  }

  private static void write(String name, TestCertificate certificate) throws IOException {
    Files.writeString(folder.resolve(name + "-cert.pem"), certificate.certificatePem());
    Files.writeString(folder.resolve(name + "-key.pem"), certificate.keyPem());
  }

  @AfterEach
  void close() {
    if (server != null) {
      server.close();
    }
  }

  private static HttpSettings.Tls tls(String certificate, String key) {
    return new HttpSettings.Tls(true, path(certificate), path(key));
  }

  private static String path(String name) {
    return name == null ? "" : folder.resolve(name).toString();
  }

  private URI start(HttpSettings settings) {
    server = ConnectHttpServer.start(settings, InMemoryRuntime.typical(), new ConnectMetrics());
    return server.address();
  }

  private URI startSecured() {
    HttpSettings.Cors cors =
        new HttpSettings.Cors(
            true,
            List.of("GET", "POST"),
            List.of(ORIGIN),
            List.of("content-type", "api-key"),
            List.of(),
            true,
            false);
    return start(ApiSettings.withTls(tls("server-cert.pem", "server-key.pem"), KEY, cors));
  }

  @Test
  void shouldAnswerWhoTrustsTheAuthorityAndHasTheKey() throws Exception {
    URI address = startSecured();
    ApiClient api = new ApiClient(address, trusting(authority));

    assertThat(address).hasScheme("https");
    assertThat(api.get("/health").statusCode()).isEqualTo(200);
    assertThat(api.get("/sinks").statusCode()).isEqualTo(401);
    assertThat(api.send(api.request("/sinks").header("api-key", KEY).build()).statusCode())
        .isEqualTo(200);
  }

  @Test
  void shouldGiveAPageOfTheConfiguredOriginItsCredentials() throws Exception {
    ApiClient api = new ApiClient(startSecured(), trusting(authority));

    HttpResponse<String> answer =
        api.send(api.request("/sinks").header("api-key", KEY).header("Origin", ORIGIN).build());
    HttpResponse<String> refused =
        api.send(
            api.request("/sinks").header("api-key", KEY).header("Origin", "https://x.y").build());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().map())
        .containsAllEntriesOf(
            Map.of(
                "access-control-allow-origin", List.of(ORIGIN),
                "access-control-allow-credentials", List.of("true"),
                "vary", List.of("Origin")));
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.headers().firstValue("access-control-allow-origin")).isEmpty();
  }

  @Test
  void shouldNotBeTrustedByWhoDoesNotKnowTheAuthority() {
    URI address = startSecured();

    assertThatThrownBy(() -> new ApiClient(address, HttpClient.newHttpClient()))
        .isInstanceOf(UncheckedIOException.class)
        .hasCauseInstanceOf(SSLHandshakeException.class);
  }

  @Test
  void shouldNotAnswerInTheClear() {
    URI address = startSecured();

    assertThatThrownBy(() -> new ApiClient(URI.create("http://127.0.0.1:" + address.getPort())))
        .isInstanceOf(UncheckedIOException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "                 |                | http.tls.enabled needs http.tls.cert_file",
        "server-cert.pem  |                | http.tls.enabled needs http.tls.key_file",
        "none.pem         | server-key.pem | http.tls.cert_file FOLDER/none.pem cannot be read",
        "server-cert.pem  | none.pem       | http.tls.key_file FOLDER/none.pem cannot be read",
        "nonsense.pem     | server-key.pem | http.tls.cert_file FOLDER/nonsense.pem has no certificate",
        "server-cert.pem  | nonsense.pem   | http.tls.key_file FOLDER/nonsense.pem has no private key",
        "expired-cert.pem | expired-key.pem | http.tls.cert_file FOLDER/expired-cert.pem has expired at 2",
        "server-cert.pem  | expired-key.pem | http.tls.key_file FOLDER/expired-key.pem is not the key of"
            + " http.tls.cert_file FOLDER/server-cert.pem"
      })
  void shouldNameTheKeyThatIsWrong(String certificate, String key, String message) {
    assertThatThrownBy(() -> start(ApiSettings.withTls(tls(certificate, key))))
        .isInstanceOfSatisfying(
            ConnectException.class,
            e -> {
              assertThat(e.category()).isEqualTo(ErrorCategory.CONFIGURATION);
              assertThat(e).hasMessageStartingWith(message.replace("FOLDER", folder.toString()));
              assertThat(e.getMessage()).doesNotContain("\n", "PRIVATE KEY-----M");
            });
  }

  private static HttpClient trusting(TestCertificate certificate)
      throws IOException, GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    try (InputStream pem = Files.newInputStream(certificate.trusted())) {
      trusted.setCertificateEntry(
          "authority", CertificateFactory.getInstance("X.509").generateCertificate(pem));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), new SecureRandom());
    return HttpClient.newBuilder().sslContext(context).build();
  }
}
