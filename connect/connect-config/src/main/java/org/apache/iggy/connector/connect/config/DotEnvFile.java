// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A {@code .env} file: {@code NAME=value} lines, which may start with {@code export}.
 *
 * <p>A value in single quotes is taken as it is. In double quotes a backslash stands before {@code
 * n}, {@code r}, {@code t}, a quote, a dollar sign or a backslash. Double quotes may reach over
 * several lines. In double quotes and without quotes, {@code $NAME} and {@code ${NAME}} stand for
 * variables of the process and of earlier lines. Behind a blank, {@code #} starts a comment.
 */
final class DotEnvFile {
  private static final Pattern ASSIGNMENT =
      Pattern.compile(
          "\\s*(?:export\\s+)?([A-Za-z_][A-Za-z0-9_.]*)\\s*=[ \\t]*"
              + "(?:'([^']*)'|\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\n]*?))"
              + "[ \\t]*(?:(?<=\\s|['\"])#[^\\n]*)?(?:\\n|$)",
          Pattern.DOTALL);
  private static final Pattern EMPTY = Pattern.compile("[ \\t\\r]*(?:#[^\\n]*)?(?:\\n|$)");
  private static final Pattern ESCAPE = Pattern.compile("\\\\(.)", Pattern.DOTALL);
  private static final Pattern REFERENCE =
      Pattern.compile("(\\\\)?\\$(?:\\{([A-Za-z_][A-Za-z0-9_.]*)}|([A-Za-z_][A-Za-z0-9_]*))");

  private final Map<String, String> process;
  private final Map<String, String> variables = new LinkedHashMap<>();
  private final List<Integer> unreadableLines = new ArrayList<>();

  private DotEnvFile(Map<String, String> process) {
    this.process = process;
  }

  /**
   * Reads a file's text.
   *
   * @param process the variables of the process, which go before those of the file
   */
  static DotEnvFile parse(String text, Map<String, String> process) {
    DotEnvFile file = new DotEnvFile(process);
    file.read(text.replace("\r\n", "\n"));
    return file;
  }

  /** The variables of the file. */
  Map<String, String> variables() {
    return variables;
  }

  /** Lines that are neither variables nor comments. */
  List<Integer> unreadableLines() {
    return unreadableLines;
  }

  private void read(String text) {
    int line = 1;
    int position = 0;
    while (position < text.length()) {
      Matcher empty = EMPTY.matcher(text).region(position, text.length());
      Matcher assignment = ASSIGNMENT.matcher(text).region(position, text.length());
      int end;
      if (empty.lookingAt()) {
        end = empty.end();
      } else if (assignment.lookingAt()) {
        variables.put(assignment.group(1), value(assignment));
        end = assignment.end();
      } else {
        unreadableLines.add(line);
        int lineEnd = text.indexOf('\n', position);
        end = lineEnd < 0 ? text.length() : lineEnd + 1;
      }
      line += (int) text.substring(position, end).chars().filter(c -> c == '\n').count();
      position = end;
    }
  }

  private String value(Matcher assignment) {
    if (assignment.group(2) != null) {
      return assignment.group(2);
    }
    if (assignment.group(3) != null) {
      return unescape(resolve(assignment.group(3)));
    }
    return resolve(assignment.group(4).strip());
  }

  private String resolve(String value) {
    return REFERENCE
        .matcher(value)
        .replaceAll(
            reference -> {
              if (reference.group(1) != null) {
                return Matcher.quoteReplacement(reference.group());
              }
              String name = reference.group(2) == null ? reference.group(3) : reference.group(2);
              return Matcher.quoteReplacement(
                  process.getOrDefault(name, variables.getOrDefault(name, "")));
            });
  }

  private static String unescape(String value) {
    return ESCAPE
        .matcher(value)
        .replaceAll(
            escape ->
                Matcher.quoteReplacement(
                    switch (escape.group(1)) {
                      case "n" -> "\n";
                      case "r" -> "\r";
                      case "t" -> "\t";
                      default -> escape.group(1);
                    }));
  }
}
