// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.terminal;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Help.Ansi;

/**
 * What the standard output can show. Immutable.
 *
 * @param symbols whether it is a terminal that shows UTF-8, so that a symbol is read at a glance
 * @param colours whether it is a terminal that shows colours
 */
public record Terminal(boolean symbols, boolean colours) {
  /** Characters in a line of text that is wrapped. */
  public static final int WIDTH = 100;

  /** A file or a pipe: plain words. */
  public static Terminal plain() {
    return new Terminal(false, false);
  }

  /**
   * The standard output of this process. Whether it is a terminal is known by the launcher, since a
   * JVM cannot tell in every version.
   */
  public static Terminal ofProcess() {
    boolean terminal = isInteractive();
    return new Terminal(terminal && isUtf8(), terminal && Ansi.AUTO.enabled());
  }

  /** Whether somebody watches the standard output. */
  public static boolean isInteractive() {
    return Boolean.getBoolean("iggy.connect.terminal");
  }

  private static boolean isUtf8() {
    String encoding = System.getProperty("stdout.encoding");
    if (encoding == null) {
      // JDK 17 has no public name for it yet.
      encoding = System.getProperty("sun.stdout.encoding", Charset.defaultCharset().name());
    }
    return StandardCharsets.UTF_8.name().equalsIgnoreCase(encoding);
  }

  /**
   * The text in a style of picocli's markup, such as {@code bold,red}; as it is without colours.
   */
  public String styled(String style, String text) {
    return colours ? Ansi.ON.string("@|" + style + " " + text + "|@") : text;
  }
}
