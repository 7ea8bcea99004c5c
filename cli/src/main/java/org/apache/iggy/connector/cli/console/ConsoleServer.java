// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.ContentType;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.HttpStatus;
import io.javalin.util.JavalinBindException;
import java.net.BindException;
import java.net.URI;
import java.time.Duration;
import org.apache.iggy.connector.connect.http.page.InlinedPage;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Serves the console to this machine. */
public final class ConsoleServer implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";
  private static final Duration QUERY_TIMEOUT = Duration.ofSeconds(15);
  private static final int MAX_RESULT_ROWS = 1_000;
  private static final int MAX_NEWEST_ROWS = 200;
  private static final int DEFAULT_NEWEST_ROWS = 25;
  private static final long MAX_REQUEST_BYTES = 64 * 1024;
  private static final int MAX_THREADS = 12;

  private final ConsoleBackend backend;
  private final LiveFigures figures;
  private final InlinedPage page = ConsolePage.load();
  private final ObjectMapper json = new ObjectMapper();
  private final Javalin server;

  private ConsoleServer(ConsoleBackend backend) {
    this.backend = backend;
    this.figures = new LiveFigures(backend);
    this.server = Javalin.create(ConsoleServer::configure);
    addRoutes();
  }

  /**
   * Starts to serve.
   *
   * @param port the TCP port; 0 for any free one
   * @throws BindException when the port is taken
   */
  public static ConsoleServer start(ConsoleBackend backend, int port) throws BindException {
    ConsoleServer console = new ConsoleServer(backend);
    try {
      console.server.start(LOOPBACK, port);
    } catch (JavalinBindException e) {
      console.close();
      BindException taken = new BindException("port " + port + " on " + LOOPBACK + " is taken");
      taken.initCause(e);
      throw taken;
    }
    console.figures.start();
    return console;
  }

  /** Where the page is. */
  public URI address() {
    return URI.create("http://" + LOOPBACK + ":" + server.port() + "/");
  }

  /** Stops to serve; does not close the backend. */
  @Override
  public void close() {
    figures.close();
    server.stop();
  }

  private static void configure(JavalinConfig config) {
    config.showJavalinBanner = false;
    config.startupWatcherEnabled = false;
    config.http.maxRequestSize = MAX_REQUEST_BYTES;
    QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS);
    threads.setName("console");
    threads.setDaemon(true);
    config.jetty.threadPool = threads;
  }

  private void addRoutes() {
    server.before(ConsoleServer::refuseForeignPages);
    server.get("/", this::sendPage);
    server.get(
        "/api/table", context -> send(context, ConsoleJson.description(backend.description())));
    server.get("/api/status", context -> send(context, ConsoleJson.status(figures.snapshot())));
    server.get("/api/rows", this::sendNewestRows);
    server.get("/api/schema", context -> sendJson(context, backend.description().schemaJson()));
    server.get(
        "/api/table-config", context -> sendJson(context, backend.description().tableConfigJson()));
    server.post("/api/query", this::runQuery);
    server.exception(
        QueryFailedException.class,
        (e, context) -> {
          context.status(HttpStatus.UNPROCESSABLE_CONTENT);
          send(context, ConsoleJson.error(e.getMessage()));
        });
  }

  private static void refuseForeignPages(Context context) {
    if (!LocalRequestGuard.allows(context.header("Host"), context.header("Origin"))) {
      throw new ForbiddenResponse(
          "The console answers to this machine only: open it as localhost.");
    }
    context.header("X-Content-Type-Options", "nosniff");
    context.header("Referrer-Policy", "no-referrer");
    context.header("Cache-Control", "no-store");
  }

  private void sendPage(Context context) {
    context.header("Content-Security-Policy", page.contentSecurityPolicy());
    context.html(page.html());
  }

  private void sendNewestRows(Context context) {
    int asked = context.queryParamAsClass("limit", Integer.class).getOrDefault(DEFAULT_NEWEST_ROWS);
    int limit = Math.max(1, Math.min(asked, MAX_NEWEST_ROWS));
    send(context, ConsoleJson.answer(backend.newestRows(limit, QUERY_TIMEOUT), limit));
  }

  private void runQuery(Context context) {
    String sql = sqlOf(context);
    send(context, ConsoleJson.answer(backend.query(sql, QUERY_TIMEOUT), MAX_RESULT_ROWS));
  }

  /** The query in the body; a form of another site cannot send this content type unasked. */
  private String sqlOf(Context context) {
    String contentType = context.contentType();
    if (contentType == null || !contentType.startsWith(ContentType.JSON)) {
      throw new QueryFailedException(
          "send the query as application/json: {\"sql\": \"SELECT ...\"}");
    }
    try {
      JsonNode sql = json.readTree(context.body()).path("sql");
      if (!sql.isTextual() || sql.textValue().isBlank()) {
        throw new QueryFailedException("there is no query to run");
      }
      return sql.textValue();
    } catch (JsonProcessingException e) {
      throw new QueryFailedException("the request is not JSON: " + e.getOriginalMessage(), e);
    }
  }

  private void send(Context context, JsonNode answer) {
    sendJson(context, answer.toString());
  }

  private static void sendJson(Context context, String answer) {
    context.contentType(ContentType.APPLICATION_JSON).result(answer);
  }
}
