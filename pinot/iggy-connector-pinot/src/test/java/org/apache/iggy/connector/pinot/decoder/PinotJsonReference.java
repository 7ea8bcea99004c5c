// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.decoder;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.apache.pinot.spi.data.readers.BaseRecordExtractor;
import org.apache.pinot.spi.data.readers.GenericRow;
import org.apache.pinot.spi.data.readers.RecordExtractorConfig;
import org.apache.pinot.spi.utils.JsonUtils;

/**
 * What Pinot makes of a JSON payload: its own parser and its own conversion of values, which are
 * both part of pinot-spi. Its JSON decoder, which only puts the two together, is not.
 */
final class PinotJsonReference extends BaseRecordExtractor<Map<String, Object>> {
  private static final long serialVersionUID = 1L;

  /** Returns every field of the payload; a payload that Pinot rejects is an exception. */
  static Map<String, Object> decode(byte[] payload) throws IOException {
    Map<String, Object> parsed = JsonUtils.bytesToMap(payload);
    if (parsed == null) {
      throw new IOException("null");
    }
    GenericRow row = new GenericRow();
    new PinotJsonReference().extract(parsed, row);
    return row.getFieldToValueMap();
  }

  @Override
  public void init(Set<String> fields, RecordExtractorConfig config) {}

  @Override
  public GenericRow extract(Map<String, Object> from, GenericRow to) {
    from.forEach((name, value) -> to.putValue(name, value == null ? null : convert(value)));
    return to;
  }
}
