// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.sink;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.iggy.connector.connect.api.ConnectRecord;

/**
 * Rows of fields in the text format (PostgreSQL's manual on {@code COPY}, <a
 * href="https://www.postgresql.org/docs/current/sql-copy.html">Text Format</a>), from which the
 * database makes whatever type a column has.
 */
final class TextRowEncoder implements RowEncoder {
  /** A column and what fills it. */
  record Field(TargetTable.Column column, Function<ConnectRecord, Object> value) {}

  private static final byte[] NULL = {'\\', 'N'};
  private static final byte[] TRUE = {'t'};
  private static final byte[] FALSE = {'f'};

  private final List<Field> fields;
  private final TextValue texts;
  private final Consumer<ConnectRecord> check;

  /**
   * Creates one.
   *
   * @param check throws when a record is not to be written
   */
  TextRowEncoder(List<Field> fields, TextValue texts, Consumer<ConnectRecord> check) {
    this.fields = fields;
    this.texts = texts;
    this.check = check;
  }

  @Override
  public String options() {
    return "(FORMAT text, ENCODING 'UTF8')";
  }

  @Override
  public void begin(CopyBuffer out) {}

  @Override
  public void row(CopyBuffer out, ConnectRecord record) {
    putFields(out, record);
    out.putByte('\n');
  }

  @Override
  public void stagedRow(CopyBuffer out, ConnectRecord record, int number, boolean isDelete) {
    putFields(out, record);
    out.putByte('\t');
    out.put(Integer.toString(number).getBytes(StandardCharsets.US_ASCII));
    out.putByte('\t');
    out.put(isDelete ? TRUE : FALSE);
    out.putByte('\n');
  }

  private void putFields(CopyBuffer out, ConnectRecord record) {
    check.accept(record);
    for (int i = 0; i < fields.size(); i++) {
      if (i > 0) {
        out.putByte('\t');
      }
      Field field = fields.get(i);
      Object value = field.value().apply(record);
      if (value == null) {
        out.put(NULL);
      } else {
        putEscaped(out, texts.of(value, field.column()));
      }
    }
  }

  private static void putEscaped(CopyBuffer out, String text) {
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      switch (b) {
        case '\\' -> putEscape(out, '\\');
        case '\t' -> putEscape(out, 't');
        case '\n' -> putEscape(out, 'n');
        case '\r' -> putEscape(out, 'r');
        default -> out.putByte(b);
      }
    }
  }

  private static void putEscape(CopyBuffer out, char letter) {
    out.putByte('\\');
    out.putByte(letter);
  }

  @Override
  public void end(CopyBuffer out) {}
}
