// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime;

import java.nio.file.Path;
import org.apache.iggy.connector.client.ConnectionOptions;
import org.apache.iggy.connector.client.Credentials;
import org.apache.iggy.connector.client.IggyAddress;
import org.apache.iggy.connector.client.IggyClient;
import org.apache.iggy.connector.client.ProtocolChoice;
import org.apache.iggy.connector.client.TlsOptions;
import org.apache.iggy.connector.connect.config.IggySettings;

/** How the runtime connects to the Iggy server of its settings. */
public final class IggyConnections {
  private IggyConnections() {}

  /** Options for these settings. */
  public static ConnectionOptions options(IggySettings settings) {
    return ConnectionOptions.builder(IggyAddress.parse(settings.address()))
        .credentials(credentials(settings))
        .protocol(ProtocolChoice.of(settings.protocol()).orElse(ProtocolChoice.AUTO))
        .tls(settings.tls().enabled() ? tls(settings.tls()) : null)
        .build();
  }

  /**
   * A client of one connection.
   *
   * @throws org.apache.iggy.connector.client.IggyException when the server cannot be reached or
   *     refuses the login
   */
  public static IggyClient connect(IggySettings settings) {
    return IggyClient.connect(options(settings), 1);
  }

  private static Credentials credentials(IggySettings settings) {
    return settings.token().isEmpty()
        ? Credentials.password(settings.username(), settings.password())
        : Credentials.token(settings.token());
  }

  private static TlsOptions tls(IggySettings.Tls tls) {
    TlsOptions.Builder options = TlsOptions.builder();
    if (!tls.caFile().isEmpty()) {
      options.caFile(Path.of(tls.caFile()));
    }
    if (!tls.domain().isEmpty()) {
      options.serverName(tls.domain());
    }
    return options.build();
  }
}
