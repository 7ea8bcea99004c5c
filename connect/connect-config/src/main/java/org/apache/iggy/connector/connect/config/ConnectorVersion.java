// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.config;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A version of a connector's configuration, to be shown: secrets are {@link Redaction#MASK}.
 *
 * @param id the connector
 * @param version the number
 * @param createdAt when it was made, if that is known
 * @param source the file or URL
 * @param values its keys as they are written, or as the environment has them; references to secrets
 *     as they are written
 */
public record ConnectorVersion(
    ConnectorId id,
    long version,
    Optional<Instant> createdAt,
    String source,
    Map<String, Object> values) {}
