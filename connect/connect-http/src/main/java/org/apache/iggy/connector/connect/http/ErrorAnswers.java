// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.javalin.http.MethodNotAllowedResponse;
import java.util.List;
import java.util.Locale;
import org.apache.iggy.connector.connect.api.config.ConfigProblem;
import org.apache.iggy.connector.connect.http.view.OperationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever goes wrong in a request into a status and a body of code and reason. */
final class ErrorAnswers {
  private static final Logger LOG = LoggerFactory.getLogger(ErrorAnswers.class);

  private ErrorAnswers() {}

  static void addTo(Javalin server) {
    server.exception(ApiException.class, ErrorAnswers::answer);
    server.exception(OperationException.class, ErrorAnswers::answer);
    server.exception(HttpResponseException.class, ErrorAnswers::answer);
    server.exception(
        Exception.class,
        (e, context) -> {
          LOG.error("{} {} failed", context.method(), context.path(), e);
          send(
              context,
              HttpStatus.INTERNAL_SERVER_ERROR,
              "internal_error",
              "the request failed for a reason that is in the runtime's log",
              List.of());
        });
  }

  private static void answer(ApiException e, Context context) {
    send(context, e.status(), e.code(), e.getMessage(), e.problems());
  }

  private static void answer(OperationException e, Context context) {
    String kind = context.path().startsWith("/sources") ? "source" : "sink";
    HttpStatus status = HttpStatus.CONFLICT;
    String code = "conflict";
    switch (e.reason()) {
      case CONNECTOR_NOT_FOUND -> {
        status = HttpStatus.NOT_FOUND;
        code = kind + "_not_found";
      }
      case VERSION_NOT_FOUND -> {
        status = HttpStatus.NOT_FOUND;
        code = kind + "_config_not_found";
      }
      case CONFLICT -> {}
      case INVALID_CONFIGURATION -> {
        status = HttpStatus.UNPROCESSABLE_CONTENT;
        code = "invalid_configuration";
      }
      case START_FAILED -> {
        status = HttpStatus.INTERNAL_SERVER_ERROR;
        code = "start_failed";
      }
      case NOT_SUPPORTED -> {
        status = HttpStatus.UNPROCESSABLE_CONTENT;
        code = "not_supported";
      }
      case UNAVAILABLE -> {
        status = HttpStatus.SERVICE_UNAVAILABLE;
        code = "unavailable";
      }
    }
    send(context, status, code, e.getMessage(), e.problems());
  }

  private static void answer(HttpResponseException e, Context context) {
    HttpStatus status = HttpStatus.forStatus(e.getStatus());
    if (e instanceof MethodNotAllowedResponse) {
      String methods = e.getDetails().getOrDefault("availableMethods", "");
      context.header("Allow", methods);
      send(
          context,
          status,
          "method_not_allowed",
          context.path() + " answers " + methods + " only",
          List.of());
      return;
    }
    String reason =
        switch (status) {
          case NOT_FOUND -> "there is nothing at " + context.path() + "; see /openapi.json";
          case CONTENT_TOO_LARGE -> "the body is too large";
          default -> e.getMessage();
        };
    send(context, status, codeOf(status), reason, List.of());
  }

  /** Such as {@code not_found}. */
  static String codeOf(HttpStatus status) {
    return status == HttpStatus.UNKNOWN ? "error" : status.name().toLowerCase(Locale.ROOT);
  }

  private static void send(
      Context context,
      HttpStatus status,
      String code,
      String reason,
      List<ConfigProblem> problems) {
    context.status(status);
    ApiJson.send(context, body(code, reason, problems));
  }

  static ObjectNode body(String code, String reason, List<ConfigProblem> problems) {
    ObjectNode body = ApiJson.object().put("code", code).put("reason", reason);
    if (!problems.isEmpty()) {
      addProblems(body, problems);
    }
    return body;
  }

  static void addProblems(ObjectNode body, List<ConfigProblem> problems) {
    ArrayNode list = body.putArray("problems");
    problems.forEach(
        problem ->
            list.addObject()
                .put("path", problem.path())
                .put("message", problem.message())
                .put("severity", problem.severity().name().toLowerCase(Locale.ROOT)));
  }
}
