// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.config;

import java.util.List;
import java.util.Optional;

/**
 * What came of reading a connector's configuration.
 *
 * @param id its type and key, as far as they could be read
 * @param version its version; 0 when it cannot be read
 * @param settings the settings; empty when there are errors
 * @param problems everything that is wrong
 */
record ConnectorReading(
    Optional<ConnectorId> id,
    long version,
    Optional<ConnectorSettings> settings,
    List<ConfigurationProblem> problems) {}
