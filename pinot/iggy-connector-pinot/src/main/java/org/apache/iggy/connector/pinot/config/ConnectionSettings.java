// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.config;

import static org.apache.iggy.connector.pinot.config.IggyStreamConfigKeys.*;

import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.iggy.connector.client.ConnectionOptions;
import org.apache.iggy.connector.client.Credentials;
import org.apache.iggy.connector.client.IggyAddress;
import org.apache.iggy.connector.client.ProtocolChoice;
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
    Optional<ProtocolChoice> protocol = properties.optional(PROTOCOL);
    Optional<Credentials> credentials = credentials();
    TlsOptions tls = new TlsSettings(properties, secrets).read();
    Optional<Integer> requestTimeoutMillis = properties.optional(REQUEST_TIMEOUT_MILLIS);
    if (!properties.problems().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        ConnectionOptions.builder(IggyAddress.of(host.orElseThrow(), port.orElseThrow()))
            .protocol(protocol.orElseThrow())
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
      return secrets.renewed(TOKEN, TOKEN_FILE, TOKEN_ENV).map(Credentials::token);
    }
    Optional<String> username = properties.optional(USERNAME);
    Optional<Supplier<String>> password = secrets.renewed(PASSWORD, PASSWORD_FILE, PASSWORD_ENV);
    return username.flatMap(name -> password.map(secret -> Credentials.password(name, secret)));
  }
}
