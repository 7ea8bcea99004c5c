// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.benchmarks.decode;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/** Documents, and the fields that a table asks of them: all if there are none. */
record DecodeInput(String name, List<byte[]> documents, Set<String> fields) {

  /** Made-up user events of about 150 bytes with six fields, all of them columns. */
  static DecodeInput smallEvents(int count) {
    SplittableRandom random = new SplittableRandom(7);
    String[] actions = {"view", "click", "purchase", "add_to_cart"};
    String[] countries = {"DE", "US", "IN", "BR", "JP"};
    List<byte[]> documents =
        IntStream.range(0, count)
            .mapToObj(
                i ->
                    ("{\"event_id\":\"e-"
                            + Long.toHexString(random.nextLong(1L << 40))
                            + "\",\"user_id\":"
                            + random.nextInt(100_000)
                            + ",\"action\":\""
                            + actions[random.nextInt(actions.length)]
                            + "\",\"country\":\""
                            + countries[random.nextInt(countries.length)]
                            + "\",\"amount\":"
                            + random.nextInt(100_000) / 100.0
                            + ",\"ts\":"
                            + (1_763_721_282_123L + i)
                            + "}")
                        .getBytes(StandardCharsets.UTF_8))
            .toList();
    Set<String> fields = Set.of("event_id", "user_id", "action", "country", "amount", "ts");
    return new DecodeInput("small events, 6 of 6", documents, fields);
  }

  /** The first lines of a file, gzipped if its name says so. */
  static DecodeInput lines(String name, Path file, int count, Set<String> fields)
      throws IOException {
    try (InputStream bytes = Files.newInputStream(file);
        InputStream text = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8))) {
      List<byte[]> documents =
          lines.lines().limit(count).map(line -> line.getBytes(StandardCharsets.UTF_8)).toList();
      return new DecodeInput(name, documents, fields);
    }
  }

  /** How long a document is on average. */
  long averageBytes() {
    return documents.stream().mapToLong(document -> document.length).sum() / documents.size();
  }
}
