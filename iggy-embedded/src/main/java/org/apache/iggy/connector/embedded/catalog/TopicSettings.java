// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.catalog;

import org.apache.iggy.connector.protocol.topic.CompressionAlgorithm;
import org.apache.iggy.connector.protocol.topic.Options;

/**
 * What can be set on a topic beside its name.
 *
 * @param compression what it says it is stored with; this server only keeps the setting
 * @param messageExpiryMicros age at which messages may be removed; {@link #NEVER}, or 0 for the
 *     server's default, which is never
 * @param maxSizeBytes size over which the oldest segments may be removed; {@link #UNLIMITED}, or 0
 *     for the server's default, which is unlimited
 * @param replicationFactor number of replicas; this server only keeps the setting
 * @param options what else a client of Iggy 0.9 has set; this server only keeps it
 */
public record TopicSettings(
    CompressionAlgorithm compression,
    long messageExpiryMicros,
    long maxSizeBytes,
    int replicationFactor,
    Options options) {
  /** Expiry of messages that stay for ever. */
  public static final long NEVER = -1;

  /** Size of topics that may grow for ever. */
  public static final long UNLIMITED = -1;

  /** 0 replicas are taken for one. */
  public TopicSettings {
    replicationFactor = Math.max(1, replicationFactor);
  }

  /** Settings of a topic that a client of Iggy 0.8 has made. */
  public TopicSettings(
      CompressionAlgorithm compression,
      long messageExpiryMicros,
      long maxSizeBytes,
      int replicationFactor) {
    this(compression, messageExpiryMicros, maxSizeBytes, replicationFactor, Options.none());
  }
}
