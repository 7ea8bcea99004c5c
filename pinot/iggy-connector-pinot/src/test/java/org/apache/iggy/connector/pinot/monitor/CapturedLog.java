// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.monitor;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;

/** What the plugin logs while this is open, each line as {@code LEVEL message}. */
final class CapturedLog implements AutoCloseable {
  private final PrintStream console = System.out;
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();

  private CapturedLog() {}

  /** Stands in for {@code System.out}, which the test's log configuration writes to. */
  static CapturedLog capture() {
    CapturedLog log = new CapturedLog();
    System.setOut(new PrintStream(log.written, true, UTF_8));
    return log;
  }

  List<String> lines() {
    return written.toString(UTF_8).lines().collect(Collectors.toList());
  }

  /** Hands back {@code System.out}, with what was kept from it. */
  @Override
  public void close() {
    System.setOut(console);
    console.print(written.toString(UTF_8));
  }
}
