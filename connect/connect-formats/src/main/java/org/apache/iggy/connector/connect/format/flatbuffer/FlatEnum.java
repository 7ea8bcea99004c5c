// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.format.flatbuffer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An enum or union: names of numbers, and what a union has under each. */
final class FlatEnum {
  /** A name, its number, and the type of a union's content; null for an enum. */
  record Constant(String name, long number, FlatType content) {}

  private final String name;
  private final Map<Long, Constant> byNumber = new LinkedHashMap<>();
  private final Map<String, Constant> byName = new LinkedHashMap<>();

  FlatEnum(String name, List<Constant> constants) {
    this.name = name;
    for (Constant constant : constants) {
      byNumber.putIfAbsent(constant.number(), constant);
      byName.put(constant.name(), constant);
    }
  }

  String name() {
    return name;
  }

  /** Null when there is none. */
  Constant byNumber(long number) {
    return byNumber.get(number);
  }

  /** Null when there is none. */
  Constant byName(String constant) {
    return byName.get(constant);
  }
}
