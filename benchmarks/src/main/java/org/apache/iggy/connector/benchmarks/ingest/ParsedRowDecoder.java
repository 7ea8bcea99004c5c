// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.benchmarks.ingest;

import java.util.Map;
import java.util.Set;
import org.apache.iggy.connector.pinot.decoder.IggyJsonMessageDecoder;
import org.apache.pinot.spi.data.readers.GenericRow;
import org.apache.pinot.spi.stream.StreamMessageDecoder;

/** Decodes nothing: the message is the row. What is left is what Pinot itself does. */
public final class ParsedRowDecoder implements StreamMessageDecoder<ParsedRowDecoder.ParsedRow> {
  /** Names and values of a row's fields. */
  public static final class ParsedRow {
    private final String[] names;
    private final Object[] values;

    private ParsedRow(String[] names, Object[] values) {
      this.names = names;
      this.values = values;
    }

    /** Parses a payload once, before anything is measured. */
    static ParsedRow of(byte[] payload, Set<String> fields) {
      IggyJsonMessageDecoder decoder = new IggyJsonMessageDecoder();
      decoder.init(null, fields, "events");
      GenericRow row = decoder.decode(payload, new GenericRow());
      String[] names = fields.toArray(new String[0]);
      Object[] values = new Object[names.length];
      for (int i = 0; i < names.length; i++) {
        values[i] = row.getValue(names[i]);
      }
      return new ParsedRow(names, values);
    }
  }

  @Override
  public void init(Map<String, String> properties, Set<String> fieldsToRead, String topicName) {}

  @Override
  public GenericRow decode(ParsedRow row, GenericRow destination) {
    for (int i = 0; i < row.names.length; i++) {
      destination.putValue(row.names[i], row.values[i]);
    }
    return destination;
  }

  @Override
  public GenericRow decode(ParsedRow row, int offset, int length, GenericRow destination) {
    return decode(row, destination);
  }
}
