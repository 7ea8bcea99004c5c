// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Breaks text into lines at its spaces. */
public final class WrappedText {
  private static final Pattern SPACE = Pattern.compile("\\s+");

  private WrappedText() {}

  /** Lines of at most so many characters; a longer word stays whole. */
  public static List<String> lines(String text, int width) {
    List<String> lines = new ArrayList<>();
    text.lines().forEach(paragraph -> wrap(SPACE.split(paragraph.strip(), -1), width, lines));
    return lines;
  }

  private static void wrap(String[] words, int width, List<String> lines) {
    StringBuilder line = new StringBuilder();
    for (String word : words) {
      if (line.length() > 0 && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() == 0 ? "" : " ").append(word);
    }
    lines.add(line.toString());
  }
}
