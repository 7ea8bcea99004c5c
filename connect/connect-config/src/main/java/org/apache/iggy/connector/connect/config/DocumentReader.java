// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.config;

/**
 * Turns what was read of a connector into settings: overrides by the environment, references to
 * secrets, checks. Thread-safe.
 */
final class DocumentReader {
  private final Environment environment;
  private final ConnectorCatalog catalog;
  private final Redaction redaction;

  DocumentReader(Environment environment, ConnectorCatalog catalog, Redaction redaction) {
    this.environment = environment;
    this.catalog = catalog;
    this.redaction = redaction;
  }

  Environment environment() {
    return environment;
  }

  ConnectorReading read(ConfigDocument document) {
    return ConnectorReader.read(document, catalog);
  }

  Redaction redaction() {
    return redaction;
  }
}
