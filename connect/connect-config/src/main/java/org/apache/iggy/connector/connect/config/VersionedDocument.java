// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.config;

import java.time.Instant;
import java.util.Optional;

/**
 * A version of a connector's configuration.
 *
 * @param document as it counts, references to secrets unresolved
 * @param reading what came of it
 * @param createdAt when it was made, if that is known
 */
record VersionedDocument(
    ConfigDocument document, ConnectorReading reading, Optional<Instant> createdAt) {
  long version() {
    return reading.version();
  }

  boolean isOf(ConnectorId id) {
    return reading.id().equals(Optional.of(id));
  }

  /** As it may be shown. */
  ConnectorVersion shown(ConnectorId id, DocumentReader reader) {
    return new ConnectorVersion(
        id, version(), createdAt, document.source(), reader.shown(document));
  }
}
