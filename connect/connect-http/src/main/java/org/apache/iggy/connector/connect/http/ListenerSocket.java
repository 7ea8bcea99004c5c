// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import org.apache.iggy.connector.client.IggyException;
import org.apache.iggy.connector.client.PemFile;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.ErrorCategory;
import org.apache.iggy.connector.connect.config.HttpSettings;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** The socket that the API listens on, with or without TLS. */
final class ListenerSocket {
  private static final String NO_PASSWORD = "";

  private ListenerSocket() {}

  /**
   * The socket, not yet bound.
   *
   * @throws ConnectException CONFIGURATION when the certificate or its key cannot be used
   */
  static ServerConnector create(Server server, HttpConfiguration http, HttpSettings settings) {
    ServerConnector socket =
        settings.tls().enabled()
            ? secured(server, http, settings.tls())
            : new ServerConnector(server, new HttpConnectionFactory(http));
    ListenAddress address = ListenAddress.of(settings.address());
    socket.setHost(address.host());
    socket.setPort(address.port());
    return socket;
  }

  private static ServerConnector secured(
      Server server, HttpConfiguration http, HttpSettings.Tls tls) {
    HttpConfiguration https = new HttpConfiguration(http);
    // Clients may know this machine by names that the certificate does not have, or by none.
    https.addCustomizer(new SecureRequestCustomizer(false));
    SslContextFactory.Server context = new SslContextFactory.Server();
    context.setKeyStore(keyStore(tls));
    context.setKeyStorePassword(NO_PASSWORD);
    return new ServerConnector(server, context, new HttpConnectionFactory(https));
  }

  private static KeyStore keyStore(HttpSettings.Tls tls) {
    try {
      Certificate[] chain =
          pem("http.tls.cert_file", tls.certFile()).certificates().toArray(new Certificate[0]);
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(null, null);
      keys.setKeyEntry(
          "server",
          pem("http.tls.key_file", tls.keyFile()).privateKey(NO_PASSWORD),
          NO_PASSWORD.toCharArray(),
          chain);
      return keys;
    } catch (IggyException e) {
      throw new ConnectException(ErrorCategory.CONFIGURATION, e.getMessage(), e);
    } catch (IOException | GeneralSecurityException e) {
      throw new ConnectException(
          ErrorCategory.CONFIGURATION,
          "http.tls.cert_file and http.tls.key_file do not make a TLS server: " + e.getMessage(),
          e);
    }
  }

  private static PemFile pem(String key, String file) {
    try {
      return new PemFile(
          key + " " + file, Files.readString(Path.of(file), StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new ConnectException(
          ErrorCategory.CONFIGURATION, key + " " + file + " cannot be read: " + e, e);
    }
  }
}
