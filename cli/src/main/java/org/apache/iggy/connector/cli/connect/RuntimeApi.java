// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.connect;

import java.net.URI;
import java.util.Optional;
import org.apache.iggy.connector.cli.IggyConnect;
import org.apache.iggy.connector.connect.config.HttpSettings;
import org.apache.iggy.connector.connect.http.ConnectHttpServer;
import org.apache.iggy.connector.connect.http.live.LiveRuntime;
import org.apache.iggy.connector.connect.http.metrics.ConnectMetrics;
import org.apache.iggy.connector.connect.runtime.launch.LaunchedRuntime;
import org.apache.iggy.connector.connect.runtime.launch.LoadedPlugins;

/** The HTTP API of a runtime that runs, if its settings want one. */
final class RuntimeApi implements AutoCloseable {
  private final Optional<LiveRuntime> view;
  private final Optional<ConnectHttpServer> server;

  private RuntimeApi(Optional<LiveRuntime> view, Optional<ConnectHttpServer> server) {
    this.view = view;
    this.server = server;
  }

  /**
   * Starts to serve, when the settings want it.
   *
   * @throws org.apache.iggy.connector.connect.api.ConnectException when it cannot be served
   */
  static RuntimeApi start(LoadedPlugins loaded, LaunchedRuntime launched, ConnectMetrics metrics) {
    HttpSettings settings = loaded.configuration().settings().http();
    if (!settings.enabled()) {
      return new RuntimeApi(Optional.empty(), Optional.empty());
    }
    LiveRuntime view =
        new LiveRuntime(launched.runtime(), loaded.configuration(), loaded.plugins(), version());
    try {
      return new RuntimeApi(
          Optional.of(view), Optional.of(ConnectHttpServer.start(settings, view, metrics)));
    } catch (RuntimeException e) {
      view.close();
      throw e;
    }
  }

  private static String version() {
    String version = IggyConnect.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  /** Where it is. */
  Optional<URI> address() {
    return server.map(ConnectHttpServer::address);
  }

  @Override
  public void close() {
    server.ifPresent(ConnectHttpServer::close);
    view.ifPresent(LiveRuntime::close);
  }
}
