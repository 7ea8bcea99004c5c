// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.sink;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.iggy.connector.connect.api.Codec;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.ConnectRecord;
import org.apache.iggy.connector.connect.api.ErrorCategory;

/**
 * Rows of metadata and payload in the binary format (PostgreSQL's manual on {@code COPY}, <a
 * href="https://www.postgresql.org/docs/current/sql-copy.html">Binary Format</a>): the payload's
 * bytes are copied once, and nothing is made per row.
 */
final class BinaryRowEncoder implements RowEncoder {
  private static final byte[] HEADER =
      "PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);

  private final BinaryField[] fields;

  private BinaryRowEncoder(List<BinaryField> fields) {
    this.fields = fields.toArray(BinaryField[]::new);
  }

  /**
   * Creates the encoder for a layout.
   *
   * @throws ConnectException when a column has a type that it cannot be written to
   */
  static BinaryRowEncoder of(RowLayout layout, Codec json) {
    List<BinaryField> fields = new ArrayList<>();
    for (MetadataColumn column : layout.metadata()) {
      int type = layout.table().columns().get(column.columnName()).type();
      fields.add(checked(layout, column.columnName(), BinaryField.of(column, type)));
    }
    int type = layout.table().columns().get(RowLayout.PAYLOAD).type();
    fields.add(checked(layout, RowLayout.PAYLOAD, BinaryField.payload(type, json)));
    return new BinaryRowEncoder(fields);
  }

  private static BinaryField checked(RowLayout layout, String name, Optional<BinaryField> field) {
    return field.orElseThrow(
        () ->
            new ConnectException(
                ErrorCategory.CONFIGURATION,
                "the column "
                    + name
                    + " of "
                    + layout.table().name()
                    + " is "
                    + layout.table().columns().get(name).typeName()
                    + ", which this sink does not write there; see the types in its documentation,"
                    + " or set target_table to another table"));
  }

  @Override
  public String options() {
    return "(FORMAT binary)";
  }

  @Override
  public void begin(CopyBuffer out) {
    out.put(HEADER);
  }

  @Override
  public void row(CopyBuffer out, ConnectRecord record) {
    out.putShort(fields.length);
    for (BinaryField field : fields) {
      field.put(out, record);
    }
  }

  @Override
  public void stagedRow(CopyBuffer out, ConnectRecord record, int number, boolean isDelete) {
    out.putShort(fields.length + 2);
    for (BinaryField field : fields) {
      field.put(out, record);
    }
    out.putInt(Integer.BYTES);
    out.putInt(number);
    out.putInt(1);
    out.putByte(isDelete ? 1 : 0);
  }

  @Override
  public void end(CopyBuffer out) {
    out.putShort(-1);
  }
}
