// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.config;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.iggy.connector.connect.api.config.ConfigKey;
import org.apache.iggy.connector.connect.api.config.ConfigSpec;

/** Finds the secrets in values, by what specs say and, where there is none, by names. */
final class SecretValues {
  private static final Pattern URL_PASSWORD = Pattern.compile("://[^\\s/:@]*:([^\\s/@]+)@");

  private final Redaction redaction;

  SecretValues(Redaction redaction) {
    this.redaction = redaction;
  }

  /** Has the redaction hide all secrets of a table. */
  void learn(ConfigSpec spec, Map<?, ?> table) {
    table.forEach((name, value) -> learn(spec.key(String.valueOf(name)), name, value));
  }

  private void learn(ConfigKey<?> key, Object name, Object value) {
    if (key == null) {
      learnByName(String.valueOf(name), value);
    } else if (key.isSecret()) {
      if (!value.equals(key.defaultValue())) {
        learnAll(value);
      }
    } else if (key.tableSpec() != null) {
      learnTables(key.tableSpec(), value);
    } else if (value instanceof Map<?, ?> map) {
      map.forEach((inner, innerValue) -> learnByName(String.valueOf(inner), innerValue));
    } else if (value instanceof String text) {
      learnUrl(text);
    }
  }

  private void learnTables(ConfigSpec spec, Object value) {
    if (value instanceof Map<?, ?> table) {
      learn(spec, table);
    } else if (value instanceof List<?> list) {
      list.forEach(element -> learnTables(spec, element));
    }
  }

  private void learnByName(String name, Object value) {
    if (Redaction.isSecretName(name)) {
      learnAll(value);
    } else if (value instanceof Map<?, ?> map) {
      map.forEach((inner, innerValue) -> learnByName(String.valueOf(inner), innerValue));
    } else if (value instanceof List<?> list) {
      list.forEach(element -> learnByName("", element));
    } else if (value instanceof String text) {
      learnUrl(text);
    }
  }

  private void learnAll(Object value) {
    if (value instanceof Map<?, ?> map) {
      map.values().forEach(this::learnAll);
    } else if (value instanceof List<?> list) {
      list.forEach(this::learnAll);
    } else if (value != null && !(value instanceof Boolean)) {
      redaction.add(String.valueOf(value));
      learnUrl(String.valueOf(value));
    }
  }

  /** A driver's error may have the password without the URL around it. */
  private void learnUrl(String text) {
    Matcher password = URL_PASSWORD.matcher(text);
    while (password.find()) {
      redaction.add(password.group(1));
    }
  }
}
