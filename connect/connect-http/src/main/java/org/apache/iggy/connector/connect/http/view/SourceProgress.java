// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.http.view;

import java.util.Optional;

/**
 * What a source has stored of its progress.
 *
 * @param sizeBytes size of the state; 0 when there is none
 * @param savedAtMicros when it was stored, microseconds since 1970; empty when there is none
 * @param content the state as a value, where its format is known; empty otherwise
 */
public record SourceProgress(
    long sizeBytes, Optional<Long> savedAtMicros, Optional<Object> content) {}
