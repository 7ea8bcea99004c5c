// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iggy.connector.connect.api.config.ConfigReading;
import org.apache.iggy.connector.connect.api.config.NearestName;

/** Turns the runtime's own file into settings, and finds all that is wrong in it. */
final class RuntimeReader {
  private static final String TOKEN = "iggy.token";
  private static final String TOKEN_FILE = "file:";

  private final Environment environment;
  private final EnvironmentOverrides overrides;
  private final Redaction redaction;
  private final Optional<Path> file;
  private final List<ConfigurationProblem> problems = new ArrayList<>();

  RuntimeReader(
      Environment environment,
      EnvironmentOverrides overrides,
      Redaction redaction,
      Optional<Path> file) {
    this.environment = environment;
    this.overrides = overrides;
    this.redaction = redaction;
    this.file = file;
  }

  /** What is wrong, once it was read. */
  List<ConfigurationProblem> problems() {
    return problems;
  }

  /** The settings; defaults in place of what has errors. */
  RuntimeSettings read() {
    ConfigDocument document = overrides.applyToRuntime(document(), RuntimeSettings.SPEC);
    SecretReferences references =
        new SecretReferences(
            environment, redaction, document, path -> !Redaction.isSecretName(path));
    ConfigDocument resolved = withFiles(withToken(references.resolve(), references));
    problems.addAll(references.problems());
    new SecretValues(redaction).learn(RuntimeSettings.SPEC, resolved.values());
    ConfigReading reading = RuntimeSettings.SPEC.read(resolved.values());
    reading
        .problems()
        .forEach(
            problem ->
                problems.add(ConfigurationProblem.of(resolved.locate(problem.path()), problem)));
    RuntimeSettings settings = RuntimeSettings.of(reading.values());
    check(resolved, settings);
    return settings;
  }

  private ConfigDocument document() {
    if (file.isEmpty()) {
      return ConfigDocument.of("the configuration", Map.of());
    }
    try {
      return TomlFile.read(file.get());
    } catch (ConfigurationException e) {
      problems.addAll(e.problems());
      return ConfigDocument.of(file.get().toString(), Map.of());
    }
  }

  /** {@code token = "file:PATH"} is the Rust runtime's own form of a reference. */
  private static ConfigDocument withToken(ConfigDocument document, SecretReferences references) {
    if (document.values().get("iggy") instanceof Map<?, ?> iggy
        && iggy.get("token") instanceof String token
        && token.startsWith(TOKEN_FILE)) {
      Map<String, Object> changed = Values.copy(document.values());
      Values.set(
          changed,
          List.of("iggy", "token"),
          references.file(token.substring(TOKEN_FILE.length()), TOKEN).orElse(""));
      return document.with(changed, Map.of());
    }
    return document;
  }

  /** Certificates where they are found, which may be beside the file. */
  private ConfigDocument withFiles(ConfigDocument document) {
    Map<String, Object> located = Values.copy(document.values());
    locate(located, "iggy", "tls", "ca_file");
    locate(located, "http", "tls", "cert_file");
    locate(located, "http", "tls", "key_file");
    return document.with(located, Map.of());
  }

  private void locate(Map<String, Object> values, String section, String table, String key) {
    if (values.get(section) instanceof Map<?, ?> outer
        && outer.get(table) instanceof Map<?, ?> inner
        && inner.get(key) instanceof String path
        && !path.isBlank()) {
      Values.set(values, List.of(section, table, key), environment.locate(path, file).toString());
    }
  }

  private void check(ConfigDocument document, RuntimeSettings settings) {
    IggySettings iggy = settings.iggy();
    if (iggy.token().isEmpty() && (iggy.username().isEmpty() || iggy.password().isEmpty())) {
      error(document, "iggy", "needs username and password, or a token");
    }
    if (iggy.tls().enabled() && !iggy.tls().caFile().isEmpty()) {
      checkFile(document, "iggy.tls.ca_file", iggy.tls().caFile());
    }
    HttpSettings.Tls tls = settings.http().tls();
    if (settings.http().enabled() && tls.enabled()) {
      checkFile(document, "http.tls.cert_file", tls.certFile());
      checkFile(document, "http.tls.key_file", tls.keyFile());
    }
    if (settings.connectors() instanceof ProviderSettings.Local local) {
      checkFolder(document, local);
    } else if (settings.connectors() instanceof ProviderSettings.Http http) {
      checkServer(document, http);
    }
    if (settings.telemetry().enabled()) {
      problems.add(
          ConfigurationProblem.warning(
              document.locate("telemetry.enabled"),
              "telemetry.enabled",
              "has no effect yet: logs and traces are not exported"));
    }
  }

  private void checkFolder(ConfigDocument document, ProviderSettings.Local local) {
    String path = "connectors.config_dir";
    if (local.configDir().isBlank()) {
      error(document, path, "must name the folder of the connectors' files");
    } else if (!Files.isDirectory(environment.locate(local.configDir(), file))) {
      problems.add(
          ConfigurationProblem.warning(
              document.locate(path),
              path,
              "is no folder yet: " + environment.resolve(local.configDir())));
    }
  }

  private void checkServer(ConfigDocument document, ProviderSettings.Http http) {
    if (!http.baseUrl().matches("https?://[^/\\s]+.*")) {
      error(
          document,
          "connectors.base_url",
          "must be a URL such as http://localhost:8080/api, as config_type is http");
    }
    for (String name : http.urlTemplates().keySet()) {
      if (!UrlTemplates.names().contains(name)) {
        String hint =
            NearestName.of(name, UrlTemplates.names())
                .map(nearest -> "; did you mean " + nearest + "?")
                .orElse("; known are " + String.join(", ", UrlTemplates.names()));
        String path = "connectors.url_templates." + name;
        problems.add(
            ConfigurationProblem.warning(document.locate(path), path, "is no operation" + hint));
      }
    }
  }

  private void checkFile(ConfigDocument document, String path, String written) {
    if (written.isBlank()) {
      error(document, path, "is required, as TLS is enabled");
    } else if (!Files.isReadable(environment.locate(written, file))) {
      error(document, path, "names a file that cannot be read: " + environment.resolve(written));
    }
  }

  private void error(ConfigDocument document, String path, String message) {
    problems.add(ConfigurationProblem.error(document.locate(path), path, message));
  }
}
