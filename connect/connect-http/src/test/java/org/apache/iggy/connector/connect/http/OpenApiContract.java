// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;

/** What an OpenAPI document promises, as far as an answer can be held against it. */
final class OpenApiContract {
  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete");
  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.getInstance(VersionFlag.V202012);

  private final JsonNode document;
  private final Set<String> seen = new ConcurrentSkipListSet<>();

  OpenApiContract(JsonNode document) {
    this.document = document;
  }

  JsonNode document() {
    return document;
  }

  /** Such as {@code GET /sinks/{key}}. */
  Set<String> operations() {
    Set<String> operations = new TreeSet<>();
    for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
      path.getValue()
          .fieldNames()
          .forEachRemaining(
              method -> {
                if (METHODS.contains(method)) {
                  operations.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey());
                }
              });
    }
    return operations;
  }

  /** The operations of which an answer of success was checked. */
  Set<String> succeeded() {
    return seen;
  }

  /** Fails when an answer to an operation that the document has is not one that it promises. */
  void check(String method, String path, HttpResponse<String> answer) {
    Optional<String> template = templateOf(path);
    JsonNode operation =
        template
            .map(found -> document.get("paths").get(found).path(method.toLowerCase(Locale.ROOT)))
            .orElse(document.path("none"));
    if (operation.isMissingNode()) {
      return;
    }
    String call = method + " " + path + " -> " + answer.statusCode();
    JsonNode response = resolved(operation.at("/responses/" + answer.statusCode()));
    assertThat(response.isMissingNode()).as(call + " is not in the document").isFalse();
    if (answer.statusCode() < 300) {
      seen.add(method + " " + template.orElseThrow());
    }
    checkBody(call, response, answer);
  }

  private void checkBody(String call, JsonNode response, HttpResponse<String> answer) {
    JsonNode content = response.path("content");
    if (content.isMissingNode()) {
      assertThat(answer.body()).as(call + " has a body").isEmpty();
      return;
    }
    String type = answer.headers().firstValue("Content-Type").orElse("").split(";", 2)[0].strip();
    assertThat(content.has(type)).as(call + " is of type " + type).isTrue();
    String body = type.equals("application/json") ? answer.body() : quoted(answer.body());
    JsonSchema schema = schema((ObjectNode) content.get(type).get("schema"));
    assertThat(schema.validate(body, InputFormat.JSON)).as(call + ": " + body).isEmpty();
  }

  private static String quoted(String text) {
    return new ObjectMapper().valueToTree(text).toString();
  }

  /** The schema with everything beside it that it may refer to. */
  private JsonSchema schema(ObjectNode schema) {
    ObjectNode whole = schema.deepCopy();
    whole.set("components", document.get("components"));
    return SCHEMAS.getSchema(whole);
  }

  private JsonNode resolved(JsonNode node) {
    JsonNode reference = node.path("$ref");
    return reference.isTextual() ? document.at(reference.textValue().substring(1)) : node;
  }

  /** The path with parameters; one without them comes first. */
  private Optional<String> templateOf(String path) {
    return document.get("paths").properties().stream()
        .map(Map.Entry::getKey)
        .filter(template -> path.matches(template.replaceAll("\\{[a-z]+}", "[^/]+")))
        .min(Comparator.comparingInt(template -> template.split("\\{", -1).length));
  }

  static OpenApiContract read(String json) {
    try {
      return new OpenApiContract(new ObjectMapper().readTree(json));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
