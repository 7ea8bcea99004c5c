// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.benchmarks.ingest;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.apache.pinot.spi.data.FieldSpec.DataType;
import org.apache.pinot.spi.data.Schema;

/**
 * Different events, and the schema of the table that they fill; a topic repeats them as often as it
 * takes.
 */
record EventSet(String name, Schema schema, List<byte[]> payloads) {
  private static final int SMALL_BYTES = 150;
  private static final int SMALL_EVENTS = 100_000;

  /** Events of 150 bytes, all of whose six fields are columns. */
  static EventSet small() {
    Schema schema =
        new Schema.SchemaBuilder()
            .setSchemaName("events")
            .addSingleValueDimension("id", DataType.LONG)
            .addSingleValueDimension("user", DataType.STRING)
            .addSingleValueDimension("action", DataType.STRING)
            .addSingleValueDimension("note", DataType.STRING)
            .addMetric("amount", DataType.DOUBLE)
            .addDateTime("at", DataType.LONG, "1:MILLISECONDS:EPOCH", "1:MILLISECONDS")
            .build();
    List<byte[]> payloads = new ArrayList<>();
    for (int i = 0; i < SMALL_EVENTS; i++) {
      payloads.add(small(i));
    }
    return new EventSet("small events", schema, payloads);
  }

  private static byte[] small(int number) {
    String json =
        String.format(
            Locale.ROOT,
            "{\"id\":%d,\"user\":\"user-%d\",\"action\":\"%s\",\"amount\":%d.%02d,\"at\":%d,\"note\":\"",
            1_000_000L + number,
            number * 31 % 10_000,
            List.of("view", "click", "buy", "return", "rate").get(number % 5),
            number % 500,
            number % 100,
            1_760_000_000_000L + number);
    StringBuilder padded = new StringBuilder(json);
    int note = number % 1_000;
    while (padded.length() < SMALL_BYTES - 2) {
      padded.append((char) ('a' + (note * 7 + padded.length()) % 26));
    }
    return padded.append("\"}").toString().getBytes(StandardCharsets.US_ASCII);
  }

  /** The lines of a file, perhaps gzipped, one JSON object each; the name is the file's. */
  static EventSet of(Path events, Path schema) throws IOException {
    List<byte[]> payloads = new ArrayList<>();
    try (InputStream file = Files.newInputStream(events);
        InputStream lines = events.toString().endsWith(".gz") ? new GZIPInputStream(file) : file;
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(lines, StandardCharsets.UTF_8))) {
      reader.lines().forEach(line -> payloads.add(line.getBytes(StandardCharsets.UTF_8)));
    }
    return new EventSet(
        events.getFileName().toString(), Schema.fromFile(schema.toFile()), List.copyOf(payloads));
  }

  /** The payload of the message with that number in a topic. */
  byte[] payload(long number) {
    return payloads.get((int) (number % payloads.size()));
  }
}
