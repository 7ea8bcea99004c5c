// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.iggy.connector.client.IggyException;
import org.apache.iggy.connector.protocol.status.ErrorCategory;

/**
 * Where a secret comes from: a file, an environment variable or the configuration itself, in this
 * order. A secret in the configuration is seen in Pinot's logs and its user interface.
 */
final class SecretSource {
  private final StreamProperties properties;
  private final UnaryOperator<String> environment;

  SecretSource(StreamProperties properties, UnaryOperator<String> environment) {
    this.properties = properties;
    this.environment = environment;
  }

  Optional<String> read(
      ConfigKey<String> inline, ConfigKey<String> fileKey, ConfigKey<String> environmentKey) {
    Optional<String> file = properties.optional(fileKey);
    if (file.isPresent()) {
      return readFile(fileKey, file.get());
    }
    Optional<String> variable = properties.optional(environmentKey);
    if (variable.isPresent()) {
      return readVariable(environmentKey, variable.get());
    }
    return properties.optional(inline);
  }

  /**
   * The same for secrets that are asked for more than once: one in a file is read each time, so
   * that it can be rotated under a running table. Reading fails with a transient {@link
   * IggyException}.
   */
  Optional<Supplier<String>> renewed(
      ConfigKey<String> inline, ConfigKey<String> fileKey, ConfigKey<String> environmentKey) {
    Optional<String> file = properties.optional(fileKey);
    return read(inline, fileKey, environmentKey)
        .map(secret -> file.isPresent() ? () -> reread(fileKey, file.get()) : () -> secret);
  }

  private String reread(ConfigKey<String> key, String file) {
    try {
      return Files.readString(Path.of(file)).strip();
    } catch (IOException e) {
      throw new IggyException(
          ErrorCategory.TRANSIENT,
          properties.fullName(key)
              + " names '"
              + file
              + "', which can no longer be read ("
              + e.getClass().getSimpleName()
              + ")",
          e);
    }
  }

  private Optional<String> readFile(ConfigKey<String> key, String file) {
    try {
      String secret = Files.readString(Path.of(file)).strip();
      if (!secret.isEmpty()) {
        return Optional.of(secret);
      }
      properties.problem(key, "names '" + file + "', which is empty");
    } catch (IOException | InvalidPathException e) {
      properties.problem(
          key, "names '" + file + "', which cannot be read (" + e.getClass().getSimpleName() + ")");
    }
    return Optional.empty();
  }

  private Optional<String> readVariable(ConfigKey<String> key, String variable) {
    String secret = environment.apply(variable);
    if (secret == null || secret.isBlank()) {
      properties.problem(
          key, "names '" + variable + "', which is not set in this process's environment");
      return Optional.empty();
    }
    return Optional.of(secret.strip());
  }
}
