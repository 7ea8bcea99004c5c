// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds what was asked for in the JSON that a server answers, or its error. */
final class AnswerJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final TypeReference<Map<String, Object>> TABLE = new TypeReference<>() {};

  private final String dataPath;
  private final String errorPath;

  /** Paths of names and indices between dots; an empty one stands for nothing. */
  AnswerJson(String dataPath, String errorPath) {
    this.dataPath = dataPath;
    this.errorPath = errorPath;
  }

  /**
   * What was asked for.
   *
   * @param url of the answer, for messages
   * @throws ProviderException when the answer is none, or tells of an error
   */
  JsonNode data(String url, String body) {
    JsonNode whole;
    try {
      whole = MAPPER.readTree(body);
    } catch (JsonProcessingException e) {
      throw new ProviderException(url + " did not answer with JSON: " + e.getOriginalMessage(), e);
    }
    if (!errorPath.isEmpty()) {
      JsonNode error = at(whole, errorPath);
      if (!error.isMissingNode() && !error.isNull()) {
        throw new ProviderException(
            url + " answered with an error: " + (error.isTextual() ? error.asText() : error));
      }
    }
    JsonNode data = dataPath.isEmpty() ? whole : at(whole, dataPath);
    if (data.isMissingNode()) {
      throw new ProviderException(
          url + " has nothing at connectors.response.data_path (" + dataPath + "); " + has(whole));
    }
    return data;
  }

  private static JsonNode at(JsonNode node, String path) {
    JsonNode current = node;
    for (String step : path.split("\\.", -1)) {
      current =
          current.isArray() && step.matches("\\d{1,9}")
              ? current.path(Integer.parseInt(step))
              : current.path(step);
    }
    return current;
  }

  private static String has(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return "the answer has " + (names.isEmpty() ? "no names" : String.join(", ", names));
  }

  /** The table of a JSON object. */
  static Map<String, Object> table(JsonNode object) {
    return MAPPER.convertValue(object, TABLE);
  }

  static String text(Map<String, ?> table) {
    try {
      return MAPPER.writeValueAsString(table);
    } catch (JsonProcessingException e) {
      throw new ProviderException("The configuration is no JSON: " + e.getOriginalMessage(), e);
    }
  }
}
