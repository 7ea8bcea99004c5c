// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.ContentType;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.ArrayList;
import java.util.List;
import org.apache.iggy.connector.connect.config.HttpSettings;
import org.apache.iggy.connector.connect.http.dashboard.DashboardPage;
import org.apache.iggy.connector.connect.http.metrics.ActivityHistory;
import org.apache.iggy.connector.connect.http.metrics.ConnectMetrics;
import org.apache.iggy.connector.connect.http.metrics.ProcessFigures;
import org.apache.iggy.connector.connect.http.page.InlinedPage;
import org.apache.iggy.connector.connect.http.view.ConnectorSnapshot;
import org.apache.iggy.connector.connect.http.view.RuntimeOperations;
import org.apache.iggy.connector.connect.http.view.RuntimeStatus;
import org.apache.iggy.connector.connect.runtime.ConnectorStatus;

/** Tells about the runtime as a whole. */
final class SystemRoutes {
  private static final String WELCOME = "Connector Runtime API";

  private final RuntimeOperations runtime;
  private final ConnectMetrics metrics;
  private final ActivityHistory history;
  private final HttpSettings.Metrics endpoint;
  private final InlinedPage dashboard = DashboardPage.load();
  private final OpenApiDocument document;

  SystemRoutes(
      RuntimeOperations runtime,
      ConnectMetrics metrics,
      ActivityHistory history,
      HttpSettings settings) {
    this.runtime = runtime;
    this.metrics = metrics;
    this.history = history;
    this.endpoint = settings.metrics();
    this.document = OpenApiDocument.load(settings, runtime.status().version());
  }

  List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    routes.add(Route.get(ApiPaths.ROOT, SystemRoutes::welcome));
    routes.add(
        Route.get(
            ApiPaths.HEALTH,
            context -> ApiJson.send(context, ApiJson.object().put("status", "healthy"))));
    routes.add(
        Route.get(
            ApiPaths.LIVE,
            context -> ApiJson.send(context, ApiJson.object().put("status", "live"))));
    routes.add(Route.get(ApiPaths.READY, this::ready));
    routes.add(Route.get(ApiPaths.STATS, this::stats));
    routes.add(Route.get(ApiPaths.HISTORY, this::history));
    routes.add(
        Route.get(
            ApiPaths.OPEN_API,
            context -> context.contentType(ContentType.APPLICATION_JSON).result(document.json())));
    routes.add(Route.get(ApiPaths.DASHBOARD, this::dashboard));
    if (endpoint.enabled()) {
      routes.add(Route.get(endpoint.endpoint(), this::metrics));
    }
    return routes;
  }

  /** Programs get the Rust runtime's words, browsers a way on. */
  private static void welcome(Context context) {
    String accepted = context.header("Accept");
    context.header("Vary", "Accept");
    if (accepted != null && accepted.contains("text/html")) {
      context.html(
          "<!DOCTYPE html><html lang=\"en\"><meta charset=\"utf-8\"><title>"
              + WELCOME
              + "</title><h1>"
              + WELCOME
              + "</h1><ul><li><a href=\"/ui\">Dashboard</a><li><a href=\"/openapi.json\">The API"
              + " as an OpenAPI document</a><li><a href=\"/health/ready\">Readiness</a></ul>");
    } else {
      context.contentType(ContentType.TEXT_PLAIN).result(WELCOME);
    }
  }

  /**
   * A connector that failed does not make the runtime unready: its siblings do their work, and a
   * restart of the process would not mend it.
   */
  private void ready(Context context) {
    RuntimeStatus status = runtime.status();
    ObjectNode body = ApiJson.object().put("status", status.ready() ? "ready" : "not_ready");
    ArrayNode reasons = body.putArray("reasons");
    status.notReadyBecause().forEach(reasons::add);
    ArrayNode failed = body.putArray("failed_connectors");
    for (ConnectorSnapshot connector : runtime.connectors()) {
      if (connector.status() == ConnectorStatus.ERROR) {
        failed
            .addObject()
            .put("connector_type", connector.id().type().toString())
            .put("key", connector.id().key());
      }
    }
    context.status(status.ready() ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE);
    ApiJson.send(context, body);
  }

  private void stats(Context context) {
    ApiJson.send(
        context, StatsBodies.stats(runtime.status(), runtime.connectors(), ProcessFigures.now()));
  }

  private void history(Context context) {
    String after = context.queryParam("after");
    ApiJson.send(context, StatsBodies.history(history.after(after == null ? -1 : number(after))));
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new ApiException(
          HttpStatus.BAD_REQUEST, "invalid_after", "after must be the number of a point");
    }
  }

  private void metrics(Context context) {
    context.contentType(ConnectMetrics.CONTENT_TYPE).result(metrics.scrape(runtime));
  }

  private void dashboard(Context context) {
    context.header("Content-Security-Policy", dashboard.contentSecurityPolicy());
    context.html(dashboard.html());
  }
}
