// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.format.flatbuffer;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A table or struct.
 *
 * @param fields those that are not deprecated, by number
 * @param slots how many fields a table's vtable has room for
 * @param bytes the size of a struct
 * @param alignment how a struct is aligned
 * @param byName the fields by name
 */
record FlatObject(
    String name,
    boolean isStruct,
    List<FlatField> fields,
    int slots,
    int bytes,
    int alignment,
    Map<String, FlatField> byName) {

  FlatObject(
      String name, boolean isStruct, List<FlatField> fields, int slots, int bytes, int alignment) {
    this(
        name,
        isStruct,
        fields,
        slots,
        bytes,
        alignment,
        fields.stream()
            .collect(Collectors.toUnmodifiableMap(FlatField::name, Function.identity())));
  }
}
