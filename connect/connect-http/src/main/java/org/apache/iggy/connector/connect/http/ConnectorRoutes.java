// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.iggy.connector.connect.config.ConnectorId;
import org.apache.iggy.connector.connect.config.ConnectorType;
import org.apache.iggy.connector.connect.config.ConnectorVersion;
import org.apache.iggy.connector.connect.http.view.ConnectorSnapshot;
import org.apache.iggy.connector.connect.http.view.RuntimeOperations;

/** Lists the connectors of one type, and starts, stops, pauses and removes them. */
final class ConnectorRoutes {
  private final RuntimeOperations runtime;
  private final ConnectorType type;
  private final RequestedConnector requested;

  ConnectorRoutes(RuntimeOperations runtime, ConnectorType type) {
    this.runtime = runtime;
    this.type = type;
    this.requested = new RequestedConnector(runtime, type);
  }

  List<Route> routes() {
    String all = ApiPaths.of(type);
    String one = all + "/{key}";
    return List.of(
        Route.get(all, this::list),
        Route.post(all, this::create),
        Route.get(one, this::details),
        Route.put(one, this::update),
        Route.delete(one, context -> act(context, runtime::deleteConnector)),
        Route.get(one + "/transforms", this::transforms),
        Route.post(one + "/restart", context -> act(context, runtime::restart)),
        Route.post(one + "/pause", context -> act(context, runtime::pause)),
        Route.post(one + "/resume", context -> act(context, runtime::resume)),
        Route.post(one + "/stop", context -> act(context, runtime::stop)));
  }

  private void list(Context context) {
    ArrayNode body = ApiJson.array();
    for (ConnectorSnapshot connector : runtime.connectors()) {
      if (connector.id().type() == type) {
        body.add(ConnectorBodies.connector(connector));
      }
    }
    ApiJson.send(context, body);
  }

  private void details(Context context) {
    ConnectorSnapshot connector = requested.of(context);
    ApiJson.send(context, ConnectorBodies.details(connector, activeConfig(connector.id())));
  }

  private void transforms(Context context) {
    ApiJson.send(context, ConnectorBodies.transforms(activeConfig(requested.of(context).id())));
  }

  private void create(Context context) {
    Map<String, Object> body = ApiJson.bodyOf(context);
    ConnectorId id = new ConnectorId(type, ConfigRequests.keyIn(body));
    if (runtime.connector(id).isPresent()) {
      throw new ApiException(
          HttpStatus.CONFLICT,
          "conflict",
          "there is a " + id + " already; PUT /" + ApiPaths.of(type) + "/{key} changes it");
    }
    ConnectorVersion created = runtime.createConfig(id, ConfigRequests.documentIn(body, id));
    context.status(HttpStatus.CREATED).header("Location", ApiPaths.of(type) + "/" + id.key());
    ApiJson.send(context, ConnectorBodies.config(created, true));
  }

  /** A new version that runs at once, without an order of its own to activate and restart. */
  private void update(Context context) {
    ConnectorId id = requested.of(context).id();
    ConnectorVersion created =
        runtime.createConfig(id, ConfigRequests.documentIn(ApiJson.bodyOf(context), id));
    runtime.activateConfig(id, created.version());
    if (Boolean.FALSE.equals(created.values().get("enabled"))) {
      runtime.stop(id);
    } else {
      runtime.restart(id);
    }
    ApiJson.send(context, ConnectorBodies.config(created, true));
  }

  private void act(Context context, Consumer<ConnectorId> action) {
    action.accept(requested.of(context).id());
    context.status(HttpStatus.NO_CONTENT);
  }

  private Map<String, Object> activeConfig(ConnectorId id) {
    return runtime.activeConfig(id).map(ConnectorVersion::values).orElse(Map.of());
  }
}
