// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.stdout;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.iggy.connector.connect.api.Codec;
import org.apache.iggy.connector.connect.api.ConnectRecord;
import org.apache.iggy.connector.connect.api.Coordinates;
import org.apache.iggy.connector.connect.api.Header;

/** Prints an object of everything that is known of a message. */
record JsonPrinter(Codec json, PrintedText text) implements MessagePrinter {
  @Override
  public void print(ConnectRecord record, LineBuffer lines) {
    Map<String, Object> object = new LinkedHashMap<>();
    Coordinates origin = record.origin();
    if (origin != null) {
      object.put("stream", origin.stream());
      object.put("topic", origin.topic());
      object.put("partition", origin.partition());
      object.put("offset", origin.offset());
      object.put("timestamp", Times.instant(origin.timestampMicros()));
    }
    if (record.originTimestampMicros() != 0) {
      object.put("origin_timestamp", Times.instant(record.originTimestampMicros()));
    }
    object.put("id", record.id().toString());
    if (record.key() != null) {
      object.put("key", text.of(record.key()));
    }
    if (!record.headers().isEmpty()) {
      object.put("headers", headers(record));
    }
    object.put("schema", record.payload().schema().configName());
    object.put("payload", record.payload().value());
    lines.append(json.encode(object));
  }

  private static Map<String, Object> headers(ConnectRecord record) {
    Map<String, Object> headers = new LinkedHashMap<>();
    for (Header header : record.headers()) {
      headers.put(header.name(), header.value());
    }
    return headers;
  }
}
