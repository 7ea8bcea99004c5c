// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.config;

import java.time.Instant;

/**
 * A version of a connector's configuration.
 *
 * @param document as it was read, references to secrets unresolved
 * @param reading what came of it
 * @param createdAt when it was made
 */
record VersionedDocument(ConfigDocument document, ConnectorReading reading, Instant createdAt) {
  long version() {
    return reading.version();
  }
}
