// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.config;

import java.time.Instant;
import java.util.Map;

/**
 * A version of a connector's configuration, to be shown: secrets are masked.
 *
 * @param id the connector
 * @param version the number
 * @param createdAt when it was made
 * @param source the file or URL
 * @param values its keys as a file has them, references to secrets as they are written, and
 *     defaults of the keys that the Rust runtime's HTTP API shows
 */
public record ConnectorVersion(
    ConnectorId id, long version, Instant createdAt, String source, Map<String, Object> values) {}
