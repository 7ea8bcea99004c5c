// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.monitor;

import java.time.Instant;
import java.util.Optional;
import org.apache.iggy.connector.connect.api.Coordinates;
import org.apache.iggy.connector.connect.api.ErrorCategory;
import org.apache.iggy.connector.connect.runtime.error.Stage;

/**
 * Something that went wrong.
 *
 * @param time when
 * @param task in which task
 * @param stage at which step
 * @param category what was to be done about it; empty for a warning
 * @param errorClass the exception's class; empty for a warning
 * @param message what to know, without secrets
 * @param origin the record it was about, or the first one of a batch; empty when it was about none
 * @param attempt how often it had been tried, from 1
 * @param consequence what follows, such as {@code retry}, {@code dead_letter} or {@code stop}
 */
public record ErrorEvent(
    Instant time,
    int task,
    Stage stage,
    Optional<ErrorCategory> category,
    Optional<String> errorClass,
    String message,
    Optional<Coordinates> origin,
    int attempt,
    String consequence) {}
