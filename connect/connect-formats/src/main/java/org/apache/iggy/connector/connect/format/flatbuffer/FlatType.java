// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.format.flatbuffer;

/**
 * The type of a field or an element.
 *
 * @param kind what it is
 * @param element what a vector or array is of; {@link Kind#NONE} for others
 * @param index the object or enum it, or its elements, refer to; -1 when none
 * @param length the length of an array; 0 for others
 */
record FlatType(Kind kind, Kind element, int index, int length) {

  /** In the order of the schema's numbers; scalars have their size in bytes. */
  enum Kind {
    NONE(0),
    UNION_TYPE(1),
    BOOL(1),
    BYTE(1),
    UBYTE(1),
    SHORT(2),
    USHORT(2),
    INT(4),
    UINT(4),
    LONG(8),
    ULONG(8),
    FLOAT(4),
    DOUBLE(8),
    STRING(0),
    VECTOR(0),
    OBJECT(0),
    UNION(0),
    ARRAY(0),
    VECTOR64(0);

    private static final Kind[] BY_NUMBER = values();

    private final int bytes;

    Kind(int bytes) {
      this.bytes = bytes;
    }

    /** The kind of the schema's number; NONE when it is not known. */
    static Kind of(int number) {
      return number >= 0 && number < BY_NUMBER.length ? BY_NUMBER[number] : NONE;
    }

    boolean isScalar() {
      return bytes > 0;
    }

    boolean isFraction() {
      return this == FLOAT || this == DOUBLE;
    }

    /** The size of a scalar. */
    int bytes() {
      return bytes;
    }
  }

  /** The type of an element of a vector or array. */
  FlatType elementType() {
    return new FlatType(element, Kind.NONE, index, 0);
  }
}
