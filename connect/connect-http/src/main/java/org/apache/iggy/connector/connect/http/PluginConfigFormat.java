// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.javalin.http.HttpStatus;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.iggy.connector.connect.config.TomlText;

/** A form in which a connector's own configuration is written out. */
enum PluginConfigFormat {
  JSON("application/json") {
    @Override
    String write(Object config) {
      return ApiJson.node(config).toString();
    }
  },
  YAML("application/yaml") {
    @Override
    String write(Object config) {
      try {
        return YAML_MAPPER.writeValueAsString(ApiJson.node(config));
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("every JSON value has a form in YAML", e);
      }
    }
  },
  TOML("application/toml") {
    @Override
    String write(Object config) {
      return config instanceof Map<?, ?> table ? TomlText.of(named(table)) : "";
    }
  },
  TEXT("text/plain") {
    @Override
    String write(Object config) {
      return ApiJson.node(config).toString();
    }
  };

  private static final YAMLMapper YAML_MAPPER =
      YAMLMapper.builder().disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER).build();

  private final String contentType;

  PluginConfigFormat(String contentType) {
    this.contentType = contentType;
  }

  /** The configuration as text. */
  abstract String write(Object config);

  private static Map<String, Object> named(Map<?, ?> table) {
    Map<String, Object> named = new LinkedHashMap<>();
    table.forEach((name, value) -> named.put(String.valueOf(name), value));
    return named;
  }

  String contentType() {
    return contentType;
  }

  /** What a connector's configuration chooses; TOML, as its file is, when it chooses none. */
  static PluginConfigFormat ofConnector(Object name) {
    return named(String.valueOf(name)).orElse(TOML);
  }

  /**
   * The format of this name.
   *
   * @throws ApiException 400 when there is none
   */
  static PluginConfigFormat of(String name) {
    return named(name)
        .orElseThrow(
            () ->
                new ApiException(
                    HttpStatus.BAD_REQUEST,
                    "invalid_format",
                    "format must be json, yaml, toml or text"));
  }

  private static Optional<PluginConfigFormat> named(String name) {
    return Arrays.stream(values())
        .filter(format -> format.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst();
  }
}
