// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.ContentType;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads and writes JSON bodies. */
final class ApiJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonParser.Feature.AUTO_CLOSE_SOURCE)
          .build();
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

  private ApiJson() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  static void send(Context context, JsonNode body) {
    context.contentType(ContentType.APPLICATION_JSON).result(body.toString());
  }

  /**
   * The body as a JSON object.
   *
   * @throws ApiException 415 for another content type, 400 for what is no JSON, 422 for JSON that
   *     is no object
   */
  static Map<String, Object> bodyOf(Context context) {
    requireJson(context.contentType());
    try {
      JsonNode body = MAPPER.readTree(context.bodyAsBytes());
      if (!body.isObject()) {
        throw new ApiException(
            HttpStatus.UNPROCESSABLE_CONTENT, "invalid_body", "the body must be a JSON object");
      }
      return MAPPER.convertValue(body, OBJECT);
    } catch (JsonProcessingException e) {
      throw notJson(e.getOriginalMessage());
    } catch (IOException e) {
      throw notJson(e.getMessage());
    }
  }

  private static ApiException notJson(String why) {
    return new ApiException(HttpStatus.BAD_REQUEST, "invalid_json", "the body is no JSON: " + why);
  }

  private static void requireJson(String contentType) {
    String type =
        contentType == null ? "" : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    // A page of another site can send other types without asking the browser's leave.
    if (!type.equals("application/json")) {
      throw new ApiException(
          HttpStatus.UNSUPPORTED_MEDIA_TYPE,
          "unsupported_media_type",
          "send the body as Content-Type: application/json");
    }
  }

  /** A value of a configuration as JSON; what JSON has no type for becomes text. */
  static JsonNode node(Object value) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    if (value instanceof Map<?, ?> map) {
      ObjectNode object = nodes.objectNode();
      map.forEach((name, element) -> object.set(String.valueOf(name), node(element)));
      return object;
    }
    if (value instanceof List<?> list) {
      ArrayNode array = nodes.arrayNode();
      list.forEach(element -> array.add(node(element)));
      return array;
    }
    if (value instanceof Boolean flag) {
      return nodes.booleanNode(flag);
    }
    if (value instanceof Number number) {
      return number(number);
    }
    if (value instanceof byte[] bytes) {
      return nodes.textNode(Base64.getEncoder().encodeToString(bytes));
    }
    return value == null ? nodes.nullNode() : nodes.textNode(value.toString());
  }

  private static JsonNode number(Number number) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    if (number instanceof BigInteger big) {
      return nodes.numberNode(big);
    }
    if (number instanceof BigDecimal big) {
      return nodes.numberNode(big);
    }
    if (number instanceof Double || number instanceof Float) {
      double real = number.doubleValue();
      return Double.isFinite(real) ? nodes.numberNode(real) : nodes.textNode(number.toString());
    }
    return nodes.numberNode(number.longValue());
  }
}
