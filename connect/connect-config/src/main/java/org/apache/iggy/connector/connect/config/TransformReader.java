// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iggy.connector.connect.api.config.Config;
import org.apache.iggy.connector.connect.api.config.ConfigKey;
import org.apache.iggy.connector.connect.api.config.ConfigSpec;
import org.apache.iggy.connector.connect.api.config.NearestName;

/**
 * Reads a connector's transforms in the order in which they are written.
 *
 * <p>Two forms: a table per type, {@code [transforms.add_fields]}, or a list of tables with their
 * types, {@code [[transforms]]}. The same type may come several times, as a list in the first form,
 * too.
 */
final class TransformReader {
  private static final String TRANSFORMS = "transforms";
  private static final ConfigKey<Boolean> ENABLED =
      Keys.flag("enabled", true, "Whether it is applied.");

  private final ConfigDocument document;
  private final ConnectorCatalog catalog;
  private final List<ConfigurationProblem> problems;
  private final List<TransformSettings> transforms = new ArrayList<>();

  TransformReader(
      ConfigDocument document, ConnectorCatalog catalog, List<ConfigurationProblem> problems) {
    this.document = document;
    this.catalog = catalog;
    this.problems = problems;
  }

  List<TransformSettings> read(Object raw) {
    if (raw instanceof Map<?, ?> byType) {
      byType.forEach((type, table) -> readType(String.valueOf(type), table));
    } else if (raw instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        readElement(ConfigDocument.path(TRANSFORMS, i), list.get(i));
      }
    } else if (raw != null) {
      error(TRANSFORMS, "must be tables [transforms.TYPE] or [[transforms]]");
    }
    return transforms;
  }

  private void readType(String type, Object raw) {
    String path = ConfigDocument.path(TRANSFORMS, type);
    if (raw instanceof List<?> several) {
      for (int i = 0; i < several.size(); i++) {
        readTable(type, ConfigDocument.path(path, i), several.get(i));
      }
    } else {
      readTable(type, path, raw);
    }
  }

  private void readElement(String path, Object raw) {
    if (raw instanceof Map<?, ?> table && table.get("type") instanceof String type) {
      Map<String, Object> values = ConnectorReader.named(table);
      values.remove("type");
      readTable(type, path, values);
    } else {
      error(path, "must be a table with a type, such as type = \"add_fields\"");
    }
  }

  private void readTable(String type, String path, Object raw) {
    Optional<ConfigSpec> spec = catalog.transform(type);
    if (!(raw instanceof Map<?, ?> table)) {
      error(path, "must be a table");
    } else if (spec.isEmpty()) {
      error(path, "is no transform that this runtime has" + hint(type));
    } else {
      Map<String, Object> values = ConnectorReader.named(table);
      Config enabled =
          ConfigSpec.of(ENABLED)
              .read(Map.of("enabled", values.getOrDefault("enabled", true)))
              .values();
      check(spec.get().key("enabled") == null ? spec.get().and(ENABLED) : spec.get(), values, path);
      values.remove("enabled");
      transforms.add(
          new TransformSettings(type, enabled.get(ENABLED), Collections.unmodifiableMap(values)));
    }
  }

  private void check(ConfigSpec spec, Map<String, Object> values, String path) {
    spec.read(values)
        .problems()
        .forEach(
            problem -> {
              String inner = ConfigDocument.path(path, problem.path());
              problems.add(
                  new ConfigurationProblem(
                      document.locate(inner), inner, problem.message(), problem.severity()));
            });
  }

  private String hint(String type) {
    return NearestName.of(type, catalog.transforms().keySet())
        .map(nearest -> "; did you mean " + nearest + "?")
        .orElseGet(() -> "; there are " + String.join(", ", catalog.transforms().keySet()));
  }

  private void error(String path, String message) {
    problems.add(ConfigurationProblem.error(document.locate(path), path, message));
  }
}
