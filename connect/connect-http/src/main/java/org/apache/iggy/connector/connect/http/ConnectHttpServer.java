// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.util.JavalinBindException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.ErrorCategory;
import org.apache.iggy.connector.connect.config.ConnectorType;
import org.apache.iggy.connector.connect.config.HttpSettings;
import org.apache.iggy.connector.connect.http.metrics.ActivityHistory;
import org.apache.iggy.connector.connect.http.metrics.ConnectMetrics;
import org.apache.iggy.connector.connect.http.view.RuntimeOperations;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Serves the HTTP API of a runtime, its metrics and its dashboard. Thread-safe. */
public final class ConnectHttpServer implements AutoCloseable {
  private static final long MAX_REQUEST_BYTES = 1024 * 1024;
  private static final int MAX_THREADS = 24;

  private final HttpSettings settings;
  private final ListenerSocket socket;
  private final ActivityHistory history;
  private final List<Route> routes = new ArrayList<>();
  private final Javalin server;

  private ConnectHttpServer(
      HttpSettings settings, RuntimeOperations runtime, ConnectMetrics metrics) {
    this.settings = settings;
    this.socket = new ListenerSocket(settings);
    this.history = new ActivityHistory(runtime);
    routes.addAll(new SystemRoutes(runtime, metrics, history, settings).routes());
    for (ConnectorType type : ConnectorType.values()) {
      routes.addAll(new ConnectorRoutes(runtime, type).routes());
      routes.addAll(new ConfigRoutes(runtime, type).routes());
      routes.addAll(new ProgressRoutes(runtime, type).routes());
    }
    this.server = Javalin.create(this::configure);
    addHandlers();
  }

  /**
   * Starts to serve.
   *
   * @param metrics what the runtime tells its times
   * @throws ConnectException CONFIGURATION when the address, the certificate or the leave for other
   *     sites is wrong
   */
  public static ConnectHttpServer start(
      HttpSettings settings, RuntimeOperations runtime, ConnectMetrics metrics) {
    ConnectHttpServer api = new ConnectHttpServer(settings, runtime, metrics);
    try {
      api.server.start();
    } catch (RuntimeException e) {
      api.close();
      throw new ConnectException(
          ErrorCategory.CONFIGURATION,
          "http.address "
              + settings.address()
              + (e instanceof JavalinBindException
                  ? " is taken by another program"
                  : " cannot be served: " + e.getMessage()),
          e);
    }
    api.history.start();
    return api;
  }

  /** Where the API is, with the port that was free when none was given. */
  public URI address() {
    String scheme = settings.tls().enabled() ? "https" : "http";
    String host = socket.address().host();
    return URI.create(scheme + "://" + host + ":" + server.port() + "/");
  }

  /** Stops to serve; does not stop the runtime. */
  @Override
  public void close() {
    history.close();
    server.stop();
  }

  /** All that is served. */
  List<Route> routes() {
    return List.copyOf(routes);
  }

  private void configure(JavalinConfig config) {
    config.showJavalinBanner = false;
    config.startupWatcherEnabled = false;
    config.http.prefer405over404 = true;
    config.http.maxRequestSize = MAX_REQUEST_BYTES;
    QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS);
    threads.setName("connect-http");
    threads.setDaemon(true);
    config.jetty.threadPool = threads;
    config.jetty.modifyServer(jetty -> jetty.setErrorHandler(new JettyErrors()));
    config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
    config.jetty.addConnector(socket::create);
  }

  private void addHandlers() {
    boolean localOnly = settings.apiKey().isEmpty() && socket.address().isLoopback();
    server.before(ConnectHttpServer::addSafetyHeaders);
    server.before(new CrossOriginGuard(settings.cors(), localOnly));
    server.before(new ApiKeyCheck(settings.apiKey(), publicPaths()));
    routes.forEach(route -> server.addHttpHandler(route.method(), route.path(), route.handler()));
    ErrorAnswers.addTo(server);
  }

  /** They tell nothing of the connectors. */
  private static Set<String> publicPaths() {
    return new HashSet<>(
        List.of(
            ApiPaths.ROOT, ApiPaths.HEALTH, ApiPaths.LIVE, ApiPaths.OPEN_API, ApiPaths.DASHBOARD));
  }

  private static void addSafetyHeaders(Context context) {
    context.header("X-Content-Type-Options", "nosniff");
    context.header("Referrer-Policy", "no-referrer");
    context.header("Cache-Control", "no-store");
  }
}
