// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.pinot.migrate;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.iggy.connector.cli.terminal.Terminal;
import org.apache.iggy.connector.cli.terminal.WrappedText;

/** What the owner of a table has to know about its migration. Not thread-safe. */
final class MigrationNotes {
  private final Set<String> toFillIn = new LinkedHashSet<>();
  private final Set<String> withoutEquivalent = new LinkedHashSet<>();
  private final Set<String> changed = new LinkedHashSet<>();
  private final Set<String> leftOut = new LinkedHashSet<>();

  void fillIn(String note) {
    toFillIn.add(note);
  }

  void noEquivalent(String key, String why) {
    withoutEquivalent.add(key + ": " + why);
  }

  void changed(String note) {
    changed.add(note);
  }

  void leftOut(String key) {
    leftOut.add(key);
  }

  private Map<String, Set<String>> groups() {
    Map<String, Set<String>> groups = new LinkedHashMap<>();
    groups.put("To fill in:", toFillIn);
    groups.put("Without an equivalent:", withoutEquivalent);
    groups.put("Changed:", changed);
    groups.put("Left out, since nothing reads them:", leftOut);
    return groups;
  }

  void print(PrintWriter out) {
    groups()
        .forEach(
            (title, notes) -> {
              if (!notes.isEmpty()) {
                out.println();
                out.println(title);
                notes.forEach(note -> printNote(note, out));
              }
            });
  }

  private static void printNote(String note, PrintWriter out) {
    List<String> lines = new ArrayList<>(WrappedText.lines(note, Terminal.WIDTH - 4));
    out.println("  - " + lines.remove(0));
    lines.forEach(line -> out.println("    " + line));
  }
}
