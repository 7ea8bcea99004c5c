// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.embedded.stream;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pinot.spi.data.readers.GenericRow;
import org.apache.pinot.spi.stream.StreamMessageDecoder;

/** Decodes {@code id,name,amount}. */
public final class CommaSeparatedDecoder implements StreamMessageDecoder<byte[]> {
  private static final List<String> COLUMNS = List.of("id", "name", "amount");

  @Override
  public void init(Map<String, String> properties, Set<String> fieldsToRead, String topicName) {}

  @Override
  public GenericRow decode(byte[] payload, GenericRow destination) {
    return decode(payload, 0, payload.length, destination);
  }

  @Override
  public GenericRow decode(byte[] payload, int offset, int length, GenericRow destination) {
    String[] values = new String(payload, offset, length, StandardCharsets.UTF_8).split(",", -1);
    if (values.length != COLUMNS.size()) {
      throw new IllegalArgumentException("a row has " + COLUMNS.size() + " values");
    }
    for (int i = 0; i < values.length; i++) {
      destination.putValue(COLUMNS.get(i), values[i]);
    }
    return destination;
  }
}
