// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.iggy.connector.connect.api.config.ConfigProblem;
import org.apache.iggy.connector.connect.config.ConnectorId;
import org.apache.iggy.connector.connect.config.Redaction;
import org.apache.iggy.connector.connect.http.view.OperationException;

/** Reads configurations that requests bring. */
final class ConfigRequests {
  /** Keys become parts of file names and of variables in the environment. */
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  /** What the path or the runtime says, and what answers have beside the configuration. */
  private static final Set<String> NOT_OF_THE_DOCUMENT = Set.of("type", "key", "version", "active");

  private ConfigRequests() {}

  /** The {@code key} of the body. */
  static String keyIn(Map<String, Object> body) {
    if (!(body.get("key") instanceof String key)) {
      throw new OperationException(List.of(new ConfigProblem("key", "is required: a text")));
    }
    return key;
  }

  /**
   * The configuration in the body.
   *
   * @throws OperationException INVALID_CONFIGURATION when it is for another connector, or has a
   *     secret that was redacted
   */
  static Map<String, Object> documentIn(Map<String, Object> body, ConnectorId id) {
    List<ConfigProblem> problems = new ArrayList<>();
    if (!KEY.matcher(id.key()).matches()) {
      problems.add(
          new ConfigProblem(
              "key",
              "must be of letters, digits, '.', '_' and '-', start with a letter or digit, and have"
                  + " at most 100 of them"));
    }
    requireSame("key", id.key(), body, problems);
    requireSame("type", id.type().toString(), body, problems);
    Map<String, Object> document = new LinkedHashMap<>(body);
    document.keySet().removeAll(NOT_OF_THE_DOCUMENT);
    findRedacted("", document, problems);
    if (!problems.isEmpty()) {
      throw new OperationException(problems);
    }
    return document;
  }

  private static void requireSame(
      String name, String expected, Map<String, Object> body, List<ConfigProblem> problems) {
    Object given = body.get(name);
    if (given != null && !given.equals(expected)) {
      problems.add(new ConfigProblem(name, "must be " + expected + ", as in the path"));
    }
  }

  /** A configuration that was read here and sent back must not replace secrets by asterisks. */
  private static void findRedacted(String path, Object value, List<ConfigProblem> problems) {
    if (value instanceof Map<?, ?> map) {
      map.forEach((name, element) -> findRedacted(path + "." + name, element, problems));
    } else if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        findRedacted(path + "[" + i + "]", list.get(i), problems);
      }
    } else if (Redaction.MASK.equals(value)) {
      problems.add(
          new ConfigProblem(
              path.substring(1),
              "is the stand-in for a secret; give the value, ${env:NAME} or ${file:PATH}"));
    }
  }
}
