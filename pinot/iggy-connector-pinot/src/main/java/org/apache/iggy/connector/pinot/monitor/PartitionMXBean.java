// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.monitor;

/**
 * One partition of a table as JMX shows it. Totals count from when the bean was made and go on
 * across the consumers that Pinot makes of the partition; -1 stands for what is not known yet.
 */
public interface PartitionMXBean {
  /** Messages handed to Pinot, those handed out again and those without a payload among them. */
  long getMessages();

  /** Bytes of those messages, headers included. */
  long getBytes();

  /** Messages a second, averaged over about a minute. */
  double getMessagesPerSecond();

  /** Bytes a second, averaged over about a minute. */
  double getBytesPerSecond();

  /** Fetches that Pinot has asked for and that returned. */
  long getFetches();

  /** Fetches that returned no message. */
  long getEmptyFetches();

  /** Fetches that ended with an exception. */
  long getFailedFetches();

  /** Messages that our decoder refused; 0 always for a table with a decoder that is not ours. */
  long getDecodeErrors();

  /** Outages that have ended. */
  long getReconnects();

  /** Attempts that failed within outages. */
  long getFailedAttempts();

  /** Milliseconds of outages that have ended, together. */
  long getOutageMillis();

  /** How often messages had been deleted on the server before they were read. */
  long getGaps();

  /** Offsets in those gaps, together. */
  long getMissingMessages();

  /** How often the server had lost messages that were read before. */
  long getRegresses();

  /** Offset of the message to read next. */
  long getOffset();

  /** Messages on the server, as of its last answer, that are not handed out yet. */
  long getLag();

  /** Whether a consumer is connected to the server. */
  boolean isConnected();

  /** Consumers of the partition that are open: 0 between two segments, 2 when they overlap. */
  int getConsumers();

  /** Milliseconds since a fetch returned messages. */
  long getMillisSinceLastMessage();

  /** The last failure in words, also one that was overcome; empty when there was none. */
  String getLastError();

  /** When that was, milliseconds since the epoch; 0 when there was none. */
  long getLastErrorTimeMillis();

  /** Median time of the fetches that returned messages within the last one to two minutes. */
  double getFetchMillisP50();

  /** The time that 99% of those fetches did not exceed. */
  double getFetchMillisP99();

  /** The time that 99.9% of those fetches did not exceed. */
  double getFetchMillisP999();

  /** The longest of those fetches. */
  double getFetchMillisMax();
}
