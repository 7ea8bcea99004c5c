// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.transform;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.iggy.connector.connect.transform.field.FieldPath;

/** Decides which fields of an object stay. */
final class FieldFilter {
  private static final Object MISSING = new Object();

  /** What a field has to match, both of it. */
  record Pattern(Predicate<String> name, Predicate<Object> value) {}

  private final Set<String> keptNames;
  private final List<FieldPath> keptPaths;
  private final List<Pattern> patterns;
  private final boolean includeMatching;

  FieldFilter(List<FieldPath> kept, List<Pattern> patterns, boolean includeMatching) {
    this.keptNames =
        kept.stream()
            .filter(FieldPath::isTopLevel)
            .map(FieldPath::firstName)
            .collect(Collectors.toUnmodifiableSet());
    this.keptPaths = kept.stream().filter(path -> !path.isTopLevel()).toList();
    this.patterns = patterns;
    this.includeMatching = includeMatching;
  }

  /** A copy of an object with what stays. */
  Map<String, Object> filtered(Map<?, ?> fields) {
    Map<String, Object> copy = new LinkedHashMap<>();
    fields.forEach((name, value) -> copy.put((String) name, value));
    applyTo(copy);
    return copy;
  }

  /** Takes what does not stay out of an object that the caller owns. */
  void applyTo(Map<String, Object> owned) {
    Map<String, Object> before = keptPaths.isEmpty() ? owned : new LinkedHashMap<>(owned);
    owned.entrySet().removeIf(field -> !stays(field.getKey(), field.getValue()));
    for (FieldPath path : keptPaths) {
      Object value = path.getOrDefault(before, MISSING);
      if (value != MISSING && !path.exists(owned)) {
        path.put(owned, value);
      }
    }
  }

  private boolean stays(String name, Object value) {
    return keptNames.contains(name) || matches(name, value) == includeMatching;
  }

  private boolean matches(String name, Object value) {
    for (Pattern pattern : patterns) {
      if (pattern.name.test(name) && pattern.value.test(value)) {
        return true;
      }
    }
    return false;
  }
}
