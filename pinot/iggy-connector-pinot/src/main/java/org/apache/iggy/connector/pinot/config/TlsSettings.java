// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.config;

import static org.apache.iggy.connector.pinot.config.IggyStreamConfigKeys.*;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.iggy.connector.client.IggyException;
import org.apache.iggy.connector.client.TlsOptions;

/** Reads how a connection trusts the server and shows itself: from files or inline PEM text. */
final class TlsSettings {
  private final StreamProperties properties;
  private final SecretSource secrets;
  private final TlsOptions.Builder tls = TlsOptions.builder();

  TlsSettings(StreamProperties properties, SecretSource secrets) {
    this.properties = properties;
    this.secrets = secrets;
  }

  /** TLS as configured; null when it is off, and after a problem. */
  TlsOptions read() {
    if (!properties.optional(ENABLE_TLS).orElse(false)) {
      tlsKeys().stream().filter(properties::contains).forEach(this::refuseWithoutTls);
      return null;
    }
    int problemsBefore = properties.problems().size();
    atMostOne(TLS_CA_FILE, TLS_CA_PEM, TLS_TRUSTSTORE_FILE);
    atMostOne(TLS_CERTIFICATE_FILE, TLS_CERTIFICATE_PEM, TLS_KEYSTORE_FILE);
    trust();
    clientCertificate();
    tls.hostNameVerified(properties.optional(TLS_VERIFY_HOSTNAME).orElse(true));
    try {
      return properties.problems().size() == problemsBefore ? tls.build() : null;
    } catch (IggyException e) {
      properties.problem(ENABLE_TLS, "is true, but " + e.getMessage());
      return null;
    }
  }

  private void atMostOne(ConfigKey<?>... keys) {
    List<ConfigKey<?>> given =
        List.of(keys).stream().filter(properties::contains).collect(Collectors.toList());
    if (given.size() > 1) {
      properties.problem(
          given.get(0), "and " + properties.fullName(given.get(1)) + " are both set; keep one");
    }
  }

  private void trust() {
    properties.optional(TLS_CA_FILE).map(Path::of).ifPresent(tls::caFile);
    properties.optional(TLS_CA_PEM).ifPresent(tls::caPem);
    Optional<String> store = properties.optional(TLS_TRUSTSTORE_FILE);
    Optional<String> password =
        secrets.read(
            TLS_TRUSTSTORE_PASSWORD, TLS_TRUSTSTORE_PASSWORD_FILE, TLS_TRUSTSTORE_PASSWORD_ENV);
    store.ifPresent(file -> tls.trustStore(Path.of(file), password.orElse("")));
  }

  private void clientCertificate() {
    Optional<String> store = properties.optional(TLS_KEYSTORE_FILE);
    Optional<String> password =
        secrets.read(TLS_KEYSTORE_PASSWORD, TLS_KEYSTORE_PASSWORD_FILE, TLS_KEYSTORE_PASSWORD_ENV);
    store.ifPresent(file -> tls.keyStore(Path.of(file), password.orElse("")));
    String keyPassword =
        secrets.read(TLS_KEY_PASSWORD, TLS_KEY_PASSWORD_FILE, TLS_KEY_PASSWORD_ENV).orElse("");
    if (bothOrNone(TLS_CERTIFICATE_FILE, TLS_KEY_FILE)) {
      tls.clientCertificate(
          Path.of(properties.optional(TLS_CERTIFICATE_FILE).orElseThrow()),
          Path.of(properties.optional(TLS_KEY_FILE).orElseThrow()),
          keyPassword);
    }
    if (bothOrNone(TLS_CERTIFICATE_PEM, TLS_KEY_PEM)) {
      tls.clientCertificatePem(
          properties.optional(TLS_CERTIFICATE_PEM).orElseThrow(),
          properties.optional(TLS_KEY_PEM).orElseThrow(),
          keyPassword);
    }
  }

  /** Whether both are there; one alone is a problem. */
  private boolean bothOrNone(ConfigKey<String> one, ConfigKey<String> other) {
    if (properties.contains(one) && !properties.contains(other)) {
      properties.problem(other, "is missing; " + one.name() + " needs it");
    } else if (properties.contains(other) && !properties.contains(one)) {
      properties.problem(one, "is missing; " + other.name() + " needs it");
    }
    return properties.optional(one).isPresent() && properties.optional(other).isPresent();
  }

  private void refuseWithoutTls(ConfigKey<?> key) {
    properties.problem(
        key, "is set, but TLS is off; set " + properties.fullName(ENABLE_TLS) + " to true");
  }
}
