// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.iggy.connector.connect.api.config.ConfigSpec;
import org.apache.iggy.connector.connect.config.KeyTable;

/**
 * Keeps the table of keys in a page of documentation what the spec says.
 *
 * <p>The table stands between two lines of comment in the page, which this class writes and checks.
 * {@code -Dreference.write=true} writes it anew.
 */
public final class KeyReference {
  private static final String END = "<!-- end of keys -->\n";

  private KeyReference() {}

  /**
   * Checks a table of a page.
   *
   * @param name what the comment before the table calls it, such as {@code random source}
   * @throws AssertionError when the page has another table, or none
   */
  public static void check(Path page, String name, ConfigSpec spec) {
    try {
      String present = Files.readString(page);
      String start = "<!-- keys of " + name + ": written from the code -->\n";
      int from = present.indexOf(start);
      int to = present.indexOf(END, Math.max(0, from));
      if (from < 0 || to < 0) {
        throw new AssertionError(page + " needs these lines around its table:\n" + start + END);
      }
      String expected =
          present.substring(0, from + start.length()) + table(spec) + present.substring(to);
      if (Boolean.getBoolean("reference.write")) {
        Files.writeString(page, expected);
      } else if (!present.equals(expected)) {
        throw new AssertionError(
            page
                + " does not say what the spec says; run the test with -Dreference.write=true."
                + " The table should be:\n"
                + table(spec));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The table in Markdown. */
  public static String table(ConfigSpec spec) {
    return new KeyTable(spec).markdown();
  }
}
