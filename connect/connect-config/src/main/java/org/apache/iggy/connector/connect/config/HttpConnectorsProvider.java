// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.iggy.connector.connect.config.UrlTemplates.Operation;

/** Connectors' configurations that a server has. */
final class HttpConnectorsProvider implements ConnectorsProvider {
  private final UrlTemplates urls;
  private final ConfigurationClient client;
  private final AnswerJson answers;
  private final DocumentReader reader;

  HttpConnectorsProvider(ProviderSettings.Http settings, DocumentReader reader) {
    this.urls = new UrlTemplates(settings.baseUrl(), settings.urlTemplates());
    this.client = new ConfigurationClient(settings);
    this.answers = new AnswerJson(settings.dataPath(), settings.errorPath());
    this.reader = reader;
  }

  @Override
  public LoadedConnectors load() {
    String url = urls.of(Operation.GET_ACTIVE_CONFIGS);
    JsonNode active =
        get(Operation.GET_ACTIVE_CONFIGS, url)
            .orElseThrow(() -> new ProviderException("GET " + url + " answered 404"));
    VersionChoice choice = new VersionChoice(url);
    for (ConnectorType type : ConnectorType.values()) {
      active
          .path(type + "s")
          .properties()
          .forEach(
              entry ->
                  choice.add(
                      document(new ConnectorId(type, entry.getKey()), url, entry.getValue())));
    }
    return choice.choose(Map.of());
  }

  /** What a server has is not known before it is asked. */
  @Override
  public Optional<Object> fingerprint() {
    return Optional.empty();
  }

  private Optional<JsonNode> get(Operation operation, String url) {
    return client
        .send(operation.method(), url, Optional.empty())
        .map(body -> answers.data(url, body));
  }

  private VersionedDocument document(ConnectorId id, String url, JsonNode json) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put(ConnectorKeys.TYPE.name(), id.type().toString());
    values.put(ConnectorKeys.KEY.name(), id.key());
    if (json.isObject()) {
      values.putAll(AnswerJson.table(json));
    }
    values.values().removeIf(java.util.Objects::isNull);
    ConfigDocument document = reader.overridden(ConfigDocument.of(url + " (" + id + ")", values));
    return new VersionedDocument(document, reader.read(document), Optional.empty());
  }

  @Override
  public List<ConnectorVersion> versions(ConnectorId id) {
    String url = urls.of(Operation.GET_CONFIGS, id);
    List<ConnectorVersion> versions = new ArrayList<>();
    get(Operation.GET_CONFIGS, url)
        .ifPresent(
            list -> list.forEach(json -> versions.add(document(id, url, json).shown(id, reader))));
    versions.sort(Comparator.comparingLong(ConnectorVersion::version));
    return versions;
  }

  @Override
  public Optional<ConnectorVersion> version(ConnectorId id, long version) {
    return one(Operation.GET_CONFIG, id, urls.of(Operation.GET_CONFIG, id, version));
  }

  @Override
  public Optional<ConnectorVersion> active(ConnectorId id) {
    return one(Operation.GET_ACTIVE_CONFIG, id, urls.of(Operation.GET_ACTIVE_CONFIG, id));
  }

  private Optional<ConnectorVersion> one(Operation operation, ConnectorId id, String url) {
    return get(operation, url)
        .filter(json -> !json.isNull())
        .map(json -> document(id, url, json).shown(id, reader));
  }

  /** The server gives it a number; what is wrong is found here before, as it may check nothing. */
  @Override
  public List<ConfigurationProblem> validate(ConnectorId id, Map<String, Object> values) {
    return reader.problems(id, values);
  }

  @Override
  public ConnectorVersion create(ConnectorId id, Map<String, Object> values) {
    String url = urls.of(Operation.CREATE, id);
    Map<String, Object> own = new LinkedHashMap<>();
    own.put(ConnectorKeys.TYPE.name(), id.type().toString());
    own.put(ConnectorKeys.KEY.name(), id.key());
    own.putAll(values);
    List<ConfigurationProblem> errors =
        reader.read(reader.overridden(ConfigDocument.of(url, own))).problems().stream()
            .filter(ConfigurationProblem::isError)
            .toList();
    if (!errors.isEmpty()) {
      throw new ConfigurationException(errors);
    }
    JsonNode created =
        client
            .send(Operation.CREATE.method(), url, Optional.of(AnswerJson.text(values)))
            .map(body -> answers.data(url, body))
            .orElseThrow(() -> new ProviderException("POST " + url + " answered 404"));
    return document(id, url, created).shown(id, reader);
  }

  @Override
  public void activate(ConnectorId id, long version) {
    String body = AnswerJson.text(Map.of("version", version));
    String url = urls.of(Operation.SET_ACTIVE, id);
    if (client.send(Operation.SET_ACTIVE.method(), url, Optional.of(body)).isEmpty()) {
      throw new VersionNotFoundException(id, version);
    }
  }

  @Override
  public void delete(ConnectorId id, OptionalLong version) {
    String url = urls.of(Operation.DELETE_CONFIG, id);
    String query =
        version.isEmpty() ? "" : (url.contains("?") ? "&" : "?") + "version=" + version.getAsLong();
    if (client.send(Operation.DELETE_CONFIG.method(), url + query, Optional.empty()).isEmpty()) {
      throw version.isEmpty()
          ? new VersionNotFoundException(id)
          : new VersionNotFoundException(id, version.getAsLong());
    }
  }
}
