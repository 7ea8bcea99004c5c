// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.connection;

import java.util.HashMap;
import java.util.Map;
import org.apache.iggy.connector.client.IggyClient;
import org.apache.iggy.connector.pinot.config.IggyStreamConfig;

/**
 * A client for metadata requests that all of this JVM's tables with the same connection settings
 * share.
 *
 * <p>Pinot makes a metadata provider for every consuming segment and keeps it for hours. Were each
 * to hold a connection, a server with hundreds of partitions would hold hundreds of idle ones; this
 * way {@code connection.pool.size} bounds them for all. The last one to close its share closes the
 * connections. Thread-safe.
 */
public final class SharedIggyClient implements AutoCloseable {
  private static final Map<Object, Shared> CLIENTS = new HashMap<>();

  private final Object key;
  private final IggyClient client;
  private boolean closed;

  private SharedIggyClient(Object key, IggyClient client) {
    this.key = key;
    this.client = client;
  }

  /** A share in the client for these settings; it connects when the first request needs it. */
  public static SharedIggyClient acquire(IggyStreamConfig config) {
    Object key = config.connectionIdentity();
    synchronized (CLIENTS) {
      Shared shared = CLIENTS.computeIfAbsent(key, absent -> new Shared(config));
      shared.holders++;
      return new SharedIggyClient(key, shared.client);
    }
  }

  /** The client, whose requests end within this many milliseconds. */
  public IggyClient within(long timeoutMillis) {
    return client.within(timeoutMillis);
  }

  @Override
  public void close() {
    synchronized (CLIENTS) {
      if (closed) {
        return;
      }
      closed = true;
      Shared shared = CLIENTS.get(key);
      shared.holders--;
      if (shared.holders == 0) {
        CLIENTS.remove(key);
        client.close();
      }
    }
  }

  private static final class Shared {
    private final IggyClient client;
    private int holders;

    private Shared(IggyStreamConfig config) {
      this.client = IggyClient.connect(config.connection(), config.connectionPoolSize());
    }
  }
}
