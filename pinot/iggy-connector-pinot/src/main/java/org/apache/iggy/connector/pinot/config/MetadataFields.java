// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.config;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** What of a message's {@linkplain MetadataField metadata} a table is offered. Immutable. */
public final class MetadataFields {
  private static final MetadataFields NONE =
      new MetadataFields(EnumSet.noneOf(MetadataField.class));
  private static final MetadataFields ALL = new MetadataFields(EnumSet.allOf(MetadataField.class));

  private final Set<MetadataField> fields;

  private MetadataFields(Set<MetadataField> fields) {
    this.fields = fields;
  }

  /** Nothing: Pinot gets payload, key, offset and timestamps, and no columns of them. */
  public static MetadataFields none() {
    return NONE;
  }

  /** All that there is. */
  public static MetadataFields all() {
    return ALL;
  }

  /**
   * Names of fields between commas, such as {@code offset,headers}.
   *
   * @throws IllegalArgumentException when one is not a {@link MetadataField}'s
   */
  static MetadataFields parse(String text) {
    EnumSet<MetadataField> fields = EnumSet.noneOf(MetadataField.class);
    for (String part : text.split(",", -1)) {
      fields.add(field(part.trim()));
    }
    return new MetadataFields(fields);
  }

  private static MetadataField field(String key) {
    return Arrays.stream(MetadataField.values())
        .filter(field -> field.key().equals(key))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no field"));
  }

  /** Whether the table is offered this one. */
  public boolean contains(MetadataField field) {
    return fields.contains(field);
  }

  /** Whether it is offered none. */
  public boolean isEmpty() {
    return fields.isEmpty();
  }

  /** The names between commas; {@code none} when there are none. */
  @Override
  public String toString() {
    return fields.isEmpty()
        ? "none"
        : fields.stream().map(MetadataField::key).collect(Collectors.joining(","));
  }
}
