// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.log;

/**
 * What an append did.
 *
 * @param firstOffset offset of the batch's first message
 * @param lastOffset offset of its last message
 */
public record AppendResult(long firstOffset, long lastOffset) {}
