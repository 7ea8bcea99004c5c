// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.config;

import static org.apache.iggy.connector.pinot.config.IggyStreamConfigKeys.*;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.iggy.connector.client.ConnectionOptions;
import org.apache.iggy.connector.client.Credentials;
import org.apache.iggy.connector.client.IggyAddress;
import org.apache.iggy.connector.client.IggyException;
import org.apache.iggy.connector.client.TlsOptions;

/** Reads what it takes to connect: address, login and TLS. */
final class ConnectionSettings {
  private final StreamProperties properties;
  private final SecretSource secrets;

  ConnectionSettings(StreamProperties properties, UnaryOperator<String> environment) {
    this.properties = properties;
    this.secrets = new SecretSource(properties, environment);
  }

  /** The settings; empty after problems, which the properties have gathered. */
  Optional<ConnectionOptions> read(long connectTimeoutMillis) {
    Optional<String> host = properties.required(HOST);
    Optional<Integer> port = properties.optional(PORT);
    Optional<Credentials> credentials = credentials();
    TlsOptions tls = tls();
    Optional<Integer> requestTimeoutMillis = properties.optional(REQUEST_TIMEOUT_MILLIS);
    if (!properties.problems().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        ConnectionOptions.builder(IggyAddress.of(host.orElseThrow(), port.orElseThrow()))
            .credentials(credentials.orElseThrow())
            .tls(tls)
            .connectTimeoutMillis((int) Math.max(1, Math.min(connectTimeoutMillis, 3_600_000)))
            .requestTimeoutMillis(requestTimeoutMillis.orElseThrow())
            .build());
  }

  private Optional<Credentials> credentials() {
    boolean byToken =
        properties.contains(TOKEN)
            || properties.contains(TOKEN_FILE)
            || properties.contains(TOKEN_ENV);
    if (byToken) {
      return secrets.read(TOKEN, TOKEN_FILE, TOKEN_ENV).map(Credentials::token);
    }
    Optional<String> username = properties.optional(USERNAME);
    Optional<String> password = secrets.read(PASSWORD, PASSWORD_FILE, PASSWORD_ENV);
    return username.flatMap(name -> password.map(secret -> Credentials.password(name, secret)));
  }

  /** TLS as configured; null when it is off, and after a problem. */
  private TlsOptions tls() {
    if (!properties.optional(ENABLE_TLS).orElse(false)) {
      tlsKeys().stream().filter(properties::contains).forEach(this::refuseWithoutTls);
      return null;
    }
    TlsOptions.Builder tls = TlsOptions.builder();
    properties.optional(TLS_CA_FILE).map(Path::of).ifPresent(tls::caFile);
    properties
        .optional(TLS_TRUSTSTORE_FILE)
        .map(Path::of)
        .ifPresent(
            file -> tls.trustStore(file, properties.optional(TLS_TRUSTSTORE_PASSWORD).orElse("")));
    clientCertificate(tls);
    tls.hostNameVerified(properties.optional(TLS_VERIFY_HOSTNAME).orElse(true));
    try {
      return tls.build();
    } catch (IggyException e) {
      properties.problem(ENABLE_TLS, "is true, but " + e.getMessage());
      return null;
    }
  }

  private void clientCertificate(TlsOptions.Builder tls) {
    Optional<String> certificate = properties.optional(TLS_CERTIFICATE_FILE);
    Optional<String> key = properties.optional(TLS_KEY_FILE);
    if (certificate.isPresent() && key.isPresent()) {
      tls.clientCertificate(Path.of(certificate.get()), Path.of(key.get()));
    } else if (certificate.isPresent()) {
      properties.problem(TLS_KEY_FILE, "is missing; tls.certificate.file needs it");
    } else if (key.isPresent()) {
      properties.problem(TLS_CERTIFICATE_FILE, "is missing; tls.key.file needs it");
    }
  }

  private void refuseWithoutTls(ConfigKey<?> key) {
    properties.problem(
        key, "is set, but TLS is off; set " + properties.fullName(ENABLE_TLS) + " to true");
  }

  private static List<ConfigKey<?>> tlsKeys() {
    return List.of(
        TLS_CA_FILE,
        TLS_TRUSTSTORE_FILE,
        TLS_TRUSTSTORE_PASSWORD,
        TLS_CERTIFICATE_FILE,
        TLS_KEY_FILE,
        TLS_VERIFY_HOSTNAME);
  }
}
