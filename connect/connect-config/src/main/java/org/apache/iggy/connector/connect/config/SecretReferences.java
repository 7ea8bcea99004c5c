// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts values in place of {@code ${env:NAME}} and {@code ${file:PATH}} in the texts of a document.
 * {@code $${env:NAME}} stands for the text {@code ${env:NAME}}; anything else in braces is left
 * alone.
 */
final class SecretReferences {
  private static final Pattern REFERENCE = Pattern.compile("(\\$?)\\$\\{(env|file):([^}]*)}");

  private final Environment environment;
  private final Redaction redaction;
  private final ConfigDocument document;
  private final Predicate<String> isPublic;
  private final List<ConfigurationProblem> problems = new ArrayList<>();

  /**
   * References of a document.
   *
   * @param isPublic whether what stands at a path is known to be no secret: variables there are not
   *     hidden, the contents of files are all the same
   */
  SecretReferences(
      Environment environment,
      Redaction redaction,
      ConfigDocument document,
      Predicate<String> isPublic) {
    this.environment = environment;
    this.redaction = redaction;
    this.document = document;
    this.isPublic = isPublic;
  }

  /** The document with values; what cannot be resolved is left as it is, with a problem. */
  ConfigDocument resolve() {
    return document.with(table(document.values(), ""), Map.of());
  }

  /** References that cannot be resolved. */
  List<ConfigurationProblem> problems() {
    return problems;
  }

  private Map<String, Object> table(Map<?, ?> table, String path) {
    Map<String, Object> resolved = new LinkedHashMap<>();
    table.forEach(
        (key, value) -> {
          String name = String.valueOf(key);
          resolved.put(name, value(value, ConfigDocument.path(path, name)));
        });
    return resolved;
  }

  private Object value(Object value, String path) {
    if (value instanceof Map<?, ?> map) {
      return table(map, path);
    }
    if (value instanceof List<?> list) {
      List<Object> resolved = new ArrayList<>();
      for (int i = 0; i < list.size(); i++) {
        resolved.add(value(list.get(i), ConfigDocument.path(path, i)));
      }
      return resolved;
    }
    return value instanceof String text ? text(text, path) : value;
  }

  private String text(String text, String path) {
    return REFERENCE
        .matcher(text)
        .replaceAll(
            reference ->
                Matcher.quoteReplacement(
                    reference.group(1).isEmpty()
                        ? resolve(reference.group(2), reference.group(3).strip(), path)
                            .orElse(reference.group())
                        : reference.group().substring(1)));
  }

  private Optional<String> resolve(String kind, String name, String path) {
    if (kind.equals("file")) {
      return file(name, path);
    }
    Optional<String> value = environment.variable(name);
    if (value.isEmpty()) {
      problem(path, "refers to the environment variable " + name + ", which is not set");
    } else if (!isPublic.test(path)) {
      value.ifPresent(redaction::add);
    }
    return value;
  }

  /** The text of a file without blanks around it, which is a secret. */
  Optional<String> file(String name, String path) {
    Optional<Path> beside = Optional.of(Path.of(document.source()));
    Path file = environment.locate(name, beside);
    try {
      String content = Files.readString(file).strip();
      if (content.isEmpty()) {
        problem(path, "refers to the file " + file + ", which is empty");
        return Optional.empty();
      }
      redaction.add(content);
      return Optional.of(content);
    } catch (IOException e) {
      problem(path, "refers to the file " + file + ", which cannot be read: " + reason(e));
      return Optional.empty();
    }
  }

  private static String reason(IOException e) {
    return e instanceof java.nio.file.NoSuchFileException ? "there is none" : e.toString();
  }

  private void problem(String path, String message) {
    problems.add(ConfigurationProblem.error(document.locate(path), path, message));
  }
}
