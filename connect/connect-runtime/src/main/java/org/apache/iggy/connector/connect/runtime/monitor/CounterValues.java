// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.monitor;

/**
 * What a connector has done since it was added.
 *
 * @param produced records that a source gave
 * @param sent records that Iggy acknowledged
 * @param consumed messages that a sink read
 * @param processed records that a sink wrote, or a source's that went through its transforms
 * @param filtered records that transforms dropped
 * @param errors failures of any kind, each attempt counted
 * @param retries attempts after the first
 * @param skipped records that were left out after an error
 * @param deadLetters records that went to the dead letters
 * @param missing messages that were gone from the topic before a sink read them
 * @param restarts starts of tasks after the first
 */
public record CounterValues(
    long produced,
    long sent,
    long consumed,
    long processed,
    long filtered,
    long errors,
    long retries,
    long skipped,
    long deadLetters,
    long missing,
    long restarts) {}
