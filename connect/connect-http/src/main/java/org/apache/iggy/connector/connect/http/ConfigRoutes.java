// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.iggy.connector.connect.api.config.ConfigProblem;
import org.apache.iggy.connector.connect.config.ConnectorId;
import org.apache.iggy.connector.connect.config.ConnectorType;
import org.apache.iggy.connector.connect.config.ConnectorVersion;
import org.apache.iggy.connector.connect.http.view.OperationException;
import org.apache.iggy.connector.connect.http.view.OperationException.Reason;
import org.apache.iggy.connector.connect.http.view.RuntimeOperations;

/** Reads and writes the versions of a connector's configuration. */
final class ConfigRoutes {
  private final RuntimeOperations runtime;
  private final ConnectorType type;
  private final RequestedConnector requested;

  ConfigRoutes(RuntimeOperations runtime, ConnectorType type) {
    this.runtime = runtime;
    this.type = type;
    this.requested = new RequestedConnector(runtime, type);
  }

  /** The fixed paths stand before {@code {version}}, which would match them too. */
  List<Route> routes() {
    String one = ApiPaths.of(type) + "/{key}";
    String configs = one + "/configs";
    return List.of(
        Route.get(configs, this::list),
        Route.post(configs, this::create),
        Route.delete(configs, this::delete),
        Route.post(one + "/validate", this::validate),
        Route.get(configs + "/active", this::active),
        Route.put(configs + "/active", this::activate),
        Route.get(configs + "/plugin", this::pluginConfig),
        Route.get(configs + "/{version}", this::version));
  }

  private void list(Context context) {
    ConnectorId id = requested.of(context).id();
    ArrayNode body = ApiJson.array();
    Optional<Long> active = runtime.activeConfig(id).map(ConnectorVersion::version);
    for (ConnectorVersion config : runtime.configs(id)) {
      body.add(
          ConnectorBodies.config(
              config, active.filter(version -> version == config.version()).isPresent()));
    }
    ApiJson.send(context, body);
  }

  private void create(Context context) {
    ConnectorId id = requested.idIn(context);
    ConnectorVersion created =
        runtime.createConfig(id, ConfigRequests.documentIn(ApiJson.bodyOf(context), id));
    ApiJson.send(context, ConnectorBodies.config(created, requested.isActive(created)));
  }

  private void delete(Context context) {
    ConnectorId id = requested.of(context).id();
    String version = context.queryParam("version");
    runtime.deleteConfig(
        id, version == null ? OptionalLong.empty() : OptionalLong.of(versionOf(version)));
    context.status(HttpStatus.NO_CONTENT);
  }

  private void validate(Context context) {
    ConnectorId id = requested.idIn(context);
    Map<String, Object> body = ApiJson.bodyOf(context);
    List<ConfigProblem> problems = new ArrayList<>();
    try {
      problems.addAll(runtime.validate(id, ConfigRequests.documentIn(body, id)));
    } catch (OperationException e) {
      if (e.reason() != Reason.INVALID_CONFIGURATION) {
        throw e;
      }
      problems.addAll(e.problems());
    }
    ObjectNode answer =
        ApiJson.object().put("valid", problems.stream().noneMatch(ConfigProblem::isError));
    ErrorAnswers.addProblems(answer, problems);
    ApiJson.send(context, answer);
  }

  private void active(Context context) {
    ConnectorId id = requested.of(context).id();
    ApiJson.send(context, ConnectorBodies.config(requested.activeConfig(id), true));
  }

  private void activate(Context context) {
    ConnectorId id = requested.of(context).id();
    RequestFields fields = new RequestFields(ApiJson.bodyOf(context));
    long version = fields.requiredNumber("version");
    fields.check();
    runtime.activateConfig(id, version);
    context.status(HttpStatus.NO_CONTENT);
  }

  private void version(Context context) {
    ConnectorId id = requested.of(context).id();
    long version = versionOf(context.pathParam("version"));
    ConnectorVersion config =
        runtime.configs(id).stream()
            .filter(candidate -> candidate.version() == version)
            .findFirst()
            .orElseThrow(
                () ->
                    new OperationException(
                        Reason.VERSION_NOT_FOUND,
                        id + " has no configuration of version " + version));
    ApiJson.send(context, ConnectorBodies.config(config, requested.isActive(config)));
  }

  private void pluginConfig(Context context) {
    ConnectorId id = requested.of(context).id();
    Map<String, Object> document = requested.activeConfig(id).values();
    Object pluginConfig = document.get("plugin_config");
    if (pluginConfig == null) {
      throw new ApiException(
          HttpStatus.NOT_FOUND, type + "_config_not_found", id + " has no plugin_config");
    }
    String asked = context.queryParam("format");
    PluginConfigFormat format =
        asked == null
            ? PluginConfigFormat.ofConnector(document.get("plugin_config_format"))
            : PluginConfigFormat.of(asked);
    context.contentType(format.contentType()).result(format.write(pluginConfig));
  }

  private static long versionOf(String text) {
    try {
      long version = Long.parseLong(text);
      if (version >= 0) {
        return version;
      }
    } catch (NumberFormatException e) {
      // Answered below, as a negative one is.
    }
    throw new ApiException(
        HttpStatus.BAD_REQUEST, "invalid_version", "version must be a whole number, 0 or more");
  }
}
