// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.http;

import java.security.KeyStore;
import java.util.Optional;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.config.HttpSettings;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** The socket that the API listens on, with or without TLS. */
final class ListenerSocket {
  private final ListenAddress address;
  private final Optional<KeyStore> identity;

  /**
   * Reads what TLS needs.
   *
   * @throws ConnectException CONFIGURATION when the certificate or its key cannot be used
   */
  ListenerSocket(HttpSettings settings) {
    this.address = ListenAddress.of(settings.address());
    this.identity =
        settings.tls().enabled()
            ? Optional.of(ServerIdentity.keyStore(settings.tls()))
            : Optional.empty();
  }

  ListenAddress address() {
    return address;
  }

  /** The socket, not yet bound. */
  ServerConnector create(Server server, HttpConfiguration http) {
    ServerConnector socket =
        identity
            .map(keys -> secured(server, http, keys))
            .orElseGet(() -> new ServerConnector(server, new HttpConnectionFactory(http)));
    socket.setHost(address.host());
    socket.setPort(address.port());
    return socket;
  }

  private static ServerConnector secured(Server server, HttpConfiguration http, KeyStore keys) {
    HttpConfiguration https = new HttpConfiguration(http);
    // Clients may know this machine by names that the certificate does not have, or by none.
    https.addCustomizer(new SecureRequestCustomizer(false));
    SslContextFactory.Server context = new SslContextFactory.Server();
    context.setKeyStore(keys);
    context.setKeyStorePassword(ServerIdentity.NO_PASSWORD);
    return new ServerConnector(server, context, new HttpConnectionFactory(https));
  }
}
