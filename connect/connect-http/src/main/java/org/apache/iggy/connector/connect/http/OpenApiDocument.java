// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.iggy.connector.connect.config.ConnectorType;
import org.apache.iggy.connector.connect.config.HttpSettings;

/**
 * The description of the API for programs, OpenAPI 3.1.
 *
 * <p>The resource {@code openapi.yaml} has it once for both types of connector, {@code {type}}
 * standing for {@code sink} or {@code source} and {@code {Type}} for the same with a capital.
 */
final class OpenApiDocument {
  private static final String RESOURCE = "openapi.yaml";
  private static final String PATHS = "paths";
  private static final String PATHS_OF_TYPE = "x-paths-of-each-type";
  private static final String METRICS_PATH = "/metrics";

  private final ObjectNode document;

  private OpenApiDocument(ObjectNode document) {
    this.document = document;
  }

  static OpenApiDocument load(HttpSettings settings, String version) {
    try {
      String text = resource();
      YAMLMapper yaml = new YAMLMapper();
      ObjectNode document = (ObjectNode) yaml.readTree(text);
      ObjectNode paths = (ObjectNode) document.get(PATHS);
      JsonNode template = document.remove(PATHS_OF_TYPE);
      for (ConnectorType type : ConnectorType.values()) {
        paths.setAll((ObjectNode) yaml.readTree(filledIn(template.toString(), type)));
      }
      ((ObjectNode) document.get("info")).put("version", version);
      JsonNode metrics = paths.remove(METRICS_PATH);
      if (settings.metrics().enabled()) {
        paths.set(settings.metrics().endpoint(), metrics);
      }
      boolean keyNeeded = !settings.apiKey().isEmpty();
      addCommonResponses(document, keyNeeded);
      if (!keyNeeded) {
        document.set("security", document.arrayNode());
      }
      return new OpenApiDocument(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String filledIn(String template, ConnectorType type) {
    String name = type.toString();
    String capital = Character.toUpperCase(name.charAt(0)) + name.substring(1);
    return template.replace("{type}", name).replace("{Type}", capital);
  }

  /** What every operation of a kind may answer, beside what is told of it alone. */
  private static void addCommonResponses(ObjectNode document, boolean keyNeeded) {
    for (JsonNode path : document.get(PATHS)) {
      for (JsonNode operation : path) {
        if (operation.path("responses") instanceof ObjectNode responses) {
          boolean open = operation.path("security").isArray();
          addResponse(responses, "403", "Forbidden");
          if (keyNeeded && !open) {
            addResponse(responses, "401", "Unauthorized");
          }
          if (operation.has("requestBody")) {
            addResponse(responses, "400", "BadRequest");
            addResponse(responses, "413", "TooLarge");
            addResponse(responses, "415", "MediaType");
            addResponse(responses, "422", "Unprocessable");
          }
        }
      }
    }
  }

  private static void addResponse(ObjectNode responses, String status, String name) {
    responses.putObject(status).put("$ref", "#/components/responses/" + name);
  }

  private static String resource() throws IOException {
    try (InputStream stream = OpenApiDocument.class.getResourceAsStream(RESOURCE)) {
      if (stream == null) {
        throw new IllegalStateException(RESOURCE + " is missing from the jar");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  String json() {
    return document.toString();
  }
}
