// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.log;

/**
 * What readers may see of a segment; replaced as a whole by each append.
 *
 * @param nextOffset offset behind the last message
 * @param sizeBytes bytes of all messages
 * @param lastTimestampMicros when the last message was appended; of an earlier segment when empty
 * @param index where messages start
 */
record SegmentState(
    long nextOffset, int sizeBytes, long lastTimestampMicros, SparseIndex.View index) {}
