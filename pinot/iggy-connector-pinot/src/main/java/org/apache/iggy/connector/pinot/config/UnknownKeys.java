// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Finds keys that neither the plugin nor Pinot knows, and what may have been meant. */
final class UnknownKeys {
  /** Keys that Pinot itself reads; it adds new ones, which is why an unknown key is no error. */
  private static final Set<String> PINOT_KEYS =
      Set.of(
          "topic.name",
          "consumer.type",
          "consumer.factory.class.name",
          "fetch.timeout.millis",
          "connection.timeout.millis",
          "idle.timeout.millis",
          "decoder.class.name",
          "hlc.group.id",
          "partition.offset.factory.class.name",
          "metadata.populate");

  private static final List<String> PINOT_PREFIXES = List.of("consumer.prop.", "decoder.prop.");

  private UnknownKeys() {}

  static List<String> describe(String prefix, Collection<String> keys) {
    Set<String> known =
        IggyStreamConfigKeys.all().stream().map(ConfigKey::name).collect(Collectors.toSet());
    known.addAll(PINOT_KEYS);
    List<String> warnings = new ArrayList<>();
    for (String key : new TreeSet<>(keys)) {
      if (key.startsWith(prefix) && !isKnown(key.substring(prefix.length()), known)) {
        String nearest = NearestName.of(key.substring(prefix.length()), known);
        warnings.add(key + " is not a known key; did you mean " + prefix + nearest + "?");
      }
    }
    return warnings;
  }

  private static boolean isKnown(String name, Set<String> known) {
    return known.contains(name) || PINOT_PREFIXES.stream().anyMatch(name::startsWith);
  }
}
