// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.stdout;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The lines of a batch, to be printed at once so that tasks do not mix theirs. Not thread-safe. */
final class LineBuffer extends ByteArrayOutputStream {
  void append(String text) {
    append(text.getBytes(StandardCharsets.UTF_8));
  }

  void append(byte[] utf8) {
    write(utf8, 0, utf8.length);
  }

  void endLine() {
    write('\n');
  }

  /** Takes back what came behind a size that the buffer had. */
  synchronized void truncate(int size) {
    count = size;
  }

  void writeTo(PrintStream out) {
    out.write(buf, 0, size());
    out.flush();
  }
}
