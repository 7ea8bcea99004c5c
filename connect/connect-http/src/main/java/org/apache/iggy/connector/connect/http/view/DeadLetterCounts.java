// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.http.view;

import java.util.List;
import java.util.Optional;
import org.apache.iggy.connector.connect.runtime.monitor.DeadLetterCause;

/**
 * What a connector has sent to its dead-letter topic since the runtime started.
 *
 * @param stream where they go; empty when the connector has no dead-letter topic
 * @param topic where they go; empty when the connector has no dead-letter topic
 * @param total all of them
 * @param byCause the same, counted apart
 */
public record DeadLetterCounts(
    Optional<String> stream, Optional<String> topic, long total, List<DeadLetterCause> byCause) {}
