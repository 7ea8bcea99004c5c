// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.iggy.connector.connect.api.config.ConfigKey;
import org.apache.iggy.connector.connect.api.config.ConfigSpec;

/**
 * The part of an environment variable's name behind its prefix, such as {@code
 * STREAMS_0_BATCH_LENGTH}: the names of keys in upper case, and indices, between underscores.
 */
final class VariableName {
  /** So high that it is a mistake. */
  private static final int MAX_INDEX = 999;

  private VariableName() {}

  /** The path of keys and indices that a name stands for; empty when there is no such key. */
  static Optional<List<Object>> resolve(ConfigSpec spec, String name) {
    List<String> names = new ArrayList<>();
    for (ConfigKey<?> key : spec.keys()) {
      names.add(key.name());
      names.addAll(key.aliases());
    }
    return names.stream()
        .sorted(Comparator.comparingInt(String::length).reversed())
        .map(written -> resolveKey(spec.key(written), written, name))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<List<Object>> resolveKey(ConfigKey<?> key, String written, String name) {
    String upper = of(written);
    if (name.equals(upper)) {
      return key.tableSpec() == null ? Optional.of(List.of(key.name())) : Optional.empty();
    }
    if (!name.startsWith(upper + "_")) {
      return Optional.empty();
    }
    String rest = name.substring(upper.length() + 1);
    return inside(key, rest)
        .map(
            path -> {
              List<Object> whole = new ArrayList<>();
              whole.add(key.name());
              whole.addAll(path);
              return whole;
            });
  }

  private static Optional<List<Object>> inside(ConfigKey<?> key, String rest) {
    if (key.tableSpec() == null) {
      if (key.typeName().startsWith("table")) {
        return Optional.of(List.of(rest.toLowerCase(Locale.ROOT)));
      }
      return key.typeName().startsWith("list")
          ? index(rest).map(List::<Object>of)
          : Optional.empty();
    }
    if (!key.isRepeated()) {
      return resolve(key.tableSpec(), rest);
    }
    int end = rest.indexOf('_');
    return end < 0
        ? Optional.empty()
        : index(rest.substring(0, end))
            .flatMap(
                index ->
                    resolve(key.tableSpec(), rest.substring(end + 1))
                        .map(path -> prepend(index, path)));
  }

  private static List<Object> prepend(Integer index, List<Object> path) {
    List<Object> whole = new ArrayList<>();
    whole.add(index);
    whole.addAll(path);
    return whole;
  }

  private static Optional<Integer> index(String digits) {
    return digits.matches("\\d{1,3}")
        ? Optional.of(Integer.valueOf(digits)).filter(index -> index <= MAX_INDEX)
        : Optional.empty();
  }

  /** The names of all keys of a spec, those of first elements in place of lists. */
  static Set<String> all(ConfigSpec spec) {
    Set<String> names = new TreeSet<>();
    for (ConfigKey<?> key : spec.keys()) {
      String name = of(key.name());
      if (key.tableSpec() == null) {
        names.add(name);
      } else {
        String prefix = name + (key.isRepeated() ? "_0_" : "_");
        all(key.tableSpec()).forEach(inner -> names.add(prefix + inner));
      }
    }
    return names;
  }

  /** A name as part of a variable's. */
  static String of(String name) {
    return name.toUpperCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "_");
  }
}
