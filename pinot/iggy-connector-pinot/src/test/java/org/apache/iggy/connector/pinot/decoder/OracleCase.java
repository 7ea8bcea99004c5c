// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.decoder;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/** What Pinot's own decoder was recorded to make of a payload. */
final class OracleCase {
  /** Pinot's decoder reads these; ours documents that it does not. */
  static final Set<String> REJECTED_BY_US_ONLY =
      Set.of("utf16", "utf16 bom", "utf32", "overlong utf8");

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final String name;
  private final Set<String> fields = new HashSet<>();
  private final byte[] input;
  private final JsonNode row;

  private OracleCase(String line) {
    try {
      JsonNode recorded = MAPPER.readTree(line);
      name = recorded.required("name").asText();
      recorded.required("fields").forEach(field -> fields.add(field.asText()));
      input = recorded.required("input_base64").binaryValue();
      row = recorded.required("result").get("row");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String name() {
    return name;
  }

  /** The fields to read, all if there are none. */
  Set<String> fields() {
    return fields;
  }

  byte[] input() {
    return input;
  }

  /** Each value with its Java class; null if the payload was rejected. */
  JsonNode row() {
    return row;
  }

  /** Whether our decoder makes a row of it. */
  boolean isAccepted() {
    return row != null && !REJECTED_BY_US_ONLY.contains(name);
  }

  static List<OracleCase> readAll() {
    try (InputStream file = OracleCase.class.getResourceAsStream("json-oracle.jsonl.gz");
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(new GZIPInputStream(file), StandardCharsets.UTF_8))) {
      return lines.lines().map(OracleCase::new).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return name + " " + fields;
  }
}
