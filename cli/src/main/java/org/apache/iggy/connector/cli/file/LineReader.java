// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.file;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Splits a stream of bytes into lines, of any length. Not thread-safe. */
final class LineReader {
  private static final int BUFFER_BYTES = 256 * 1024;

  private final InputStream stream;
  private byte[] buffer = new byte[BUFFER_BYTES];
  private int lineStart;
  private int lineEnd;
  private int searched;
  private int filled;
  private long number;

  LineReader(InputStream stream) {
    this.stream = stream;
  }

  /** Moves to the next line; false at the end. */
  boolean next() throws IOException {
    lineStart = searched;
    while (true) {
      for (int i = searched; i < filled; i++) {
        if (buffer[i] == '\n') {
          return found(i, i + 1);
        }
      }
      searched = filled;
      if (!fill()) {
        return lineStart < filled && found(filled, filled);
      }
    }
  }

  private boolean found(int end, int nextStart) {
    lineEnd = end > lineStart && buffer[end - 1] == '\r' ? end - 1 : end;
    searched = nextStart;
    number++;
    return true;
  }

  /** Makes room behind the line that is incomplete, and reads into it. */
  private boolean fill() throws IOException {
    if (lineStart > 0) {
      System.arraycopy(buffer, lineStart, buffer, 0, filled - lineStart);
      filled -= lineStart;
      searched -= lineStart;
      lineStart = 0;
    }
    if (filled == buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.multiplyExact(buffer.length, 2));
    }
    int read = stream.read(buffer, filled, buffer.length - filled);
    filled += Math.max(0, read);
    return read > 0;
  }

  /** The line without its break, in an array of its own. */
  byte[] line() {
    return Arrays.copyOfRange(buffer, lineStart, lineEnd);
  }

  boolean isBlank() {
    for (int i = lineStart; i < lineEnd; i++) {
      if (buffer[i] != ' ' && buffer[i] != '\t') {
        return false;
      }
    }
    return true;
  }

  /** The line's number, from 1. */
  long number() {
    return number;
  }
}
