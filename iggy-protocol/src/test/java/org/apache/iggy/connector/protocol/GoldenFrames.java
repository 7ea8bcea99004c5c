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
 * Frames that real clients and a real Iggy 0.8.0 server exchanged, from {@code golden-frames.txt}.
 *
 * <p>Each exchange takes three lines: {@code label | code N | status N}, then the request frame
 * behind {@code >} and the response frame behind {@code <}, in hexadecimal.
 */
final class GoldenFrames {
  private GoldenFrames() {}

  /** All exchanges in the order of the file. */
  static List<Exchange> load() {
    List<Exchange> exchanges = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                GoldenFrames.class.getResourceAsStream("golden-frames.txt"),
                StandardCharsets.US_ASCII))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.isEmpty() && !line.startsWith("#") && !line.startsWith("==")) {
          String number = exchanges.size() + 1 + ": ";
          exchanges.add(new Exchange(number + line, reader.readLine(), reader.readLine()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return exchanges;
  }

  /** The only exchange with this label. */
  static Exchange labelled(String label) {
    Exchange found = null;
    for (Exchange exchange : load()) {
      if (exchange.label.equals(label)) {
        if (found != null) {
          throw new IllegalArgumentException("several exchanges are labelled " + label);
        }
        found = exchange;
      }
    }
    if (found == null) {
      throw new IllegalArgumentException("no exchange is labelled " + label);
    }
    return found;
  }

  /** One request and the server's answer. */
  static final class Exchange {
    final String label;
    final int code;
    final int status;
    final byte[] request;
    final byte[] response;
    private final String title;

    private Exchange(String title, String request, String response) {
      this.title = title;
      String[] parts = title.split(" \\| ", -1);
      this.label = parts[0].substring(parts[0].indexOf(' ') + 1);
      this.code = Integer.parseInt(parts[1].substring("code ".length()));
      this.status = Integer.parseInt(parts[2].substring("status ".length()));
      this.request = frame(">", request);
      this.response = frame("<", response);
    }

    private static byte[] frame(String direction, String line) {
      if (line == null || !line.startsWith(direction + " ")) {
        throw new IllegalArgumentException("expected a frame behind " + direction + ": " + line);
      }
      String hex = line.substring(2);
      byte[] bytes = new byte[hex.length() / 2];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) Integer.parseInt(hex.substring(2 * i, 2 * i + 2), 16);
      }
      return bytes;
    }

    @Override
    public String toString() {
      return title;
    }
  }
}
