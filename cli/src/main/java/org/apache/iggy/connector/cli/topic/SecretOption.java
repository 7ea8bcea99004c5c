// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.topic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.iggy.connector.cli.CommandFailedException;

/** A secret as options give it: itself, by a file or by an environment variable. */
final class SecretOption {
  private final String name;
  private final char[] inline;
  private final Path file;
  private final String variable;

  /**
   * What the options hold, null where one is not given.
   *
   * @param name of the option, such as {@code password}; of the plugin's key, too
   * @param inline the secret
   * @param file a file with it on its first line
   * @param variable an environment variable with it
   */
  SecretOption(String name, char[] inline, Path file, String variable) {
    this.name = name;
    this.inline = inline;
    this.file = file;
    this.variable = variable;
  }

  /** Whether any of the options is given. */
  boolean isGiven() {
    return inline != null || file != null || variable != null;
  }

  /**
   * The secret; empty when no option is given.
   *
   * @throws CommandFailedException when two are, or it cannot be read
   */
  Optional<String> read() {
    if (Stream.of(inline, file, variable).filter(option -> option != null).count() > 1) {
      throw new CommandFailedException(
          "give only one of --%1$s, --%1$s-file and --%1$s-env".formatted(name));
    }
    if (file != null) {
      return Optional.of(readFile());
    }
    if (variable != null) {
      return Optional.of(readVariable());
    }
    return Optional.ofNullable(inline).map(String::new);
  }

  private String readFile() {
    try {
      return Files.readString(file).lines().findFirst().orElse("").strip();
    } catch (IOException e) {
      throw new CommandFailedException(
          "--" + name + "-file " + file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private String readVariable() {
    String value = System.getenv(variable);
    if (value == null || value.isBlank()) {
      throw new CommandFailedException(
          "--" + name + "-env " + variable + ": there is no such environment variable");
    }
    return value.strip();
  }

  /** The plugin's key and value by which a Pinot cluster gets at it, without the secret. */
  Map.Entry<String, String> clusterKey() {
    if (file != null) {
      return Map.entry(name + ".file", file.toAbsolutePath().toString());
    }
    return Map.entry(
        name + ".env",
        variable == null ? "IGGY_" + name.toUpperCase(java.util.Locale.ROOT) : variable);
  }

  /** Never shows the secret. */
  @Override
  public String toString() {
    return "SecretOption[" + name + "]";
  }
}
