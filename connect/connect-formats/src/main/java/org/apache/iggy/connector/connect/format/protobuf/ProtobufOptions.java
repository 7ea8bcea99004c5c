// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.format.protobuf;

/**
 * How messages become values and back.
 *
 * @param jsonNames whether fields are called in lowerCamelCase rather than as in the schema; both
 *     are understood
 * @param defaults whether fields that have no presence are there when they are 0, empty or false
 * @param unknownFields whether fields that the schema has not are kept, as {@code unknown_field_N}
 * @param strict whether a field that the schema has not is an error when it is written
 */
public record ProtobufOptions(
    boolean jsonNames, boolean defaults, boolean unknownFields, boolean strict) {
  /** What streams have. */
  public static ProtobufOptions standard() {
    return new ProtobufOptions(false, false, false, false);
  }
}
