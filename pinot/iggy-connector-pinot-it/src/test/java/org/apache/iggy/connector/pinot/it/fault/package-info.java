// SPDX-License-Identifier: Apache-2.0
/**
 * Faults, each on a real Pinot table while rows flow, with exact counts at the end.
 *
 * <p>A scene brings up the topic, the table and the feed; a test names the fault and when it ends.
 */
package org.apache.iggy.connector.pinot.it.fault;
