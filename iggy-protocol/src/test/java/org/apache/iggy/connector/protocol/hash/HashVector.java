// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.hash;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** Hashes that another implementation computed, from {@code xxhash-vectors.txt}. */
final class HashVector {
  final byte[] data;
  final long xxHash3;
  final int xxHash32;

  private HashVector(String line) {
    String[] fields = line.split(" ", -1);
    data = data(Integer.parseInt(fields[0]));
    xxHash3 = Long.parseUnsignedLong(fields[1], 16);
    xxHash32 = Integer.parseUnsignedInt(fields[2], 16);
  }

  static List<HashVector> load() {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                HashVector.class.getResourceAsStream("xxhash-vectors.txt"),
                StandardCharsets.US_ASCII))) {
      return reader
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(HashVector::new)
          .collect(Collectors.toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] data(int length) {
    byte[] data = new byte[length];
    int x = 0x9E3779B1;
    for (int i = 0; i < length; i++) {
      x = x * 1103515245 + 12345;
      data[i] = (byte) (x >>> 24);
    }
    return data;
  }

  @Override
  public String toString() {
    return data.length + " bytes";
  }
}
