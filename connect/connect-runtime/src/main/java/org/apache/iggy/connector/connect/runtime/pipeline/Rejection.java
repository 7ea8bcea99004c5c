// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.pipeline;

import org.apache.iggy.connector.connect.api.ConnectRecord;
import org.apache.iggy.connector.connect.runtime.error.Stage;

/**
 * A record that could not be processed and is not tried again.
 *
 * @param record as it came, before any transform
 * @param stage where it failed
 * @param failure of what
 * @param attempts how often it was tried
 */
public record Rejection(ConnectRecord record, Stage stage, Throwable failure, int attempts) {}
