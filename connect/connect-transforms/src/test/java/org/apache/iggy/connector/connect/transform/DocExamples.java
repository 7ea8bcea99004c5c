// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.transform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;

/** The examples of a page: fenced blocks whose first line has a language and a role. */
final class DocExamples {
  private static final Pattern BLOCK =
      Pattern.compile("^```(\\w+) (\\S+)\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

  private DocExamples() {}

  static String page(String name) {
    try {
      return Files.readString(Path.of("..", "..", "docs", "connect", name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Blocks by role; an example ends with the block of the last role. */
  static List<Map<String, String>> of(String page, String lastRole) {
    List<Map<String, String>> examples = new ArrayList<>();
    Map<String, String> example = new LinkedHashMap<>();
    Matcher block = BLOCK.matcher(page(page));
    while (block.find()) {
      example.put(block.group(2), block.group(3).strip());
      if (block.group(2).equals(lastRole)) {
        examples.add(example);
        example = new LinkedHashMap<>();
      }
    }
    return examples;
  }

  static Map<String, Object> toml(String text) {
    TomlParseResult result = Toml.parse(text);
    if (result.hasErrors()) {
      throw new IllegalArgumentException(result.errors().toString());
    }
    return plain(result);
  }

  private static Map<String, Object> plain(TomlTable table) {
    Map<String, Object> plain = new LinkedHashMap<>();
    for (String name : table.keySet()) {
      plain.put(name, plain(table.get(List.of(name))));
    }
    return plain;
  }

  private static Object plain(Object value) {
    if (value instanceof TomlTable table) {
      return plain(table);
    }
    return value instanceof TomlArray array
        ? array.toList().stream().map(DocExamples::plain).toList()
        : value;
  }
}
