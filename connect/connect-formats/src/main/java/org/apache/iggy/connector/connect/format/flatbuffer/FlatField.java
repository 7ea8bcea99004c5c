// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.format.flatbuffer;

/**
 * A field of a table or struct.
 *
 * @param id its number in a table's vtable
 * @param offset where it lies in a struct, in bytes
 * @param optional whether it has no default
 * @param defaultInteger the default of whole numbers, enums and booleans
 * @param defaultReal the default of others
 */
record FlatField(
    String name,
    FlatType type,
    int id,
    int offset,
    boolean required,
    boolean optional,
    long defaultInteger,
    double defaultReal) {}
