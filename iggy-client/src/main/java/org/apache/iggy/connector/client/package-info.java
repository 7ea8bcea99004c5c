// SPDX-License-Identifier: Apache-2.0
/**
 * A blocking client for Iggy: connections, administration, readers and writers.
 *
 * <p>Everything runs on the thread of the caller; the client starts none of its own.
 */
package org.apache.iggy.connector.client;
