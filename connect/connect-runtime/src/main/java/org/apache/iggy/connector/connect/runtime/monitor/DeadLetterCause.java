// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.monitor;

import org.apache.iggy.connector.connect.runtime.error.Stage;

/**
 * Dead letters that failed for the same cause.
 *
 * @param stage where
 * @param errorClass the exception's class
 * @param count how many
 */
public record DeadLetterCause(Stage stage, String errorClass, long count) {}
