// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Frames that clients and a real Iggy 0.9.0-edge.5 server exchanged, from {@code
 * golden-frames-vsr.txt}: a line with a label, then the request behind {@code >} and the reply
 * behind {@code <}, in hexadecimal; one of them may be missing.
 */
final class VsrGoldenFrames {
  private VsrGoldenFrames() {}

  /** All exchanges in the order of the file. */
  static List<Exchange> load() {
    List<Exchange> exchanges = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                VsrGoldenFrames.class.getResourceAsStream("golden-frames-vsr.txt"),
                StandardCharsets.US_ASCII))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (line.startsWith("> ")) {
          exchanges.get(exchanges.size() - 1).request = bytes(line.substring(2));
        } else if (line.startsWith("< ")) {
          exchanges.get(exchanges.size() - 1).reply = bytes(line.substring(2));
        } else if (!line.startsWith("#") && !line.startsWith("==")) {
          exchanges.add(new Exchange(line));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return exchanges;
  }

  /** The exchange with this label, or else the first one whose label begins so. */
  static Exchange labelled(String label) {
    List<Exchange> all = load();
    return all.stream()
        .filter(exchange -> exchange.label.equals(label))
        .findFirst()
        .or(() -> all.stream().filter(exchange -> exchange.label.startsWith(label)).findFirst())
        .orElseThrow(() -> new IllegalArgumentException("no exchange is labelled " + label));
  }

  private static byte[] bytes(String hex) {
    byte[] bytes = new byte[hex.length() / 2];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Integer.parseInt(hex.substring(2 * i, 2 * i + 2), 16);
    }
    return bytes;
  }

  /** A request and what the server sent for it; null where it was not recorded. */
  static final class Exchange {
    final String label;
    byte[] request;
    byte[] reply;

    private Exchange(String label) {
      this.label = label;
    }

    @Override
    public String toString() {
      return label;
    }
  }
}
