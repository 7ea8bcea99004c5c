// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.consumer;

import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iggy.connector.client.reader.TopicWatch;
import org.apache.iggy.connector.pinot.config.IggyStreamConfig;

/**
 * The topics whose quiet partitions this process watches together, over all tables and segments
 * that read them with the same connection settings. Thread-safe.
 */
final class TopicWatches {
  private static final Map<Object, WeakReference<TopicWatch>> WATCHES = new HashMap<>();

  private TopicWatches() {}

  /** The watch of the stream's topic, which lasts as long as somebody holds it. */
  static synchronized TopicWatch of(IggyStreamConfig config) {
    Object key = List.of(config.connectionIdentity(), config.topic());
    WeakReference<TopicWatch> reference = WATCHES.get(key);
    TopicWatch watch = reference == null ? null : reference.get();
    if (watch == null) {
      WATCHES.values().removeIf(unused -> unused.get() == null);
      watch = new TopicWatch();
      WATCHES.put(key, new WeakReference<>(watch));
    }
    return watch;
  }
}
