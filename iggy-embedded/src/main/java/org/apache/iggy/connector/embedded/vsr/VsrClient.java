// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.vsr;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.iggy.connector.embedded.log.PartitionKey;
import org.apache.iggy.connector.embedded.session.GroupClient;

/**
 * A client that has registered: its session, its memberships, and what it has asked for already.
 * Another connection may take it over, which makes its session another one. Thread-safe.
 */
public final class VsrClient {
  private final ClientId id;
  private final long userId;
  private final GroupClient groupClient = new GroupClient();
  private final ReplyCache replies = new ReplyCache();
  private final Map<PartitionKey, RequestWindow> writes = new ConcurrentHashMap<>();
  private volatile long session;

  VsrClient(ClientId id, long userId, long session) {
    this.id = id;
    this.userId = userId;
    this.session = session;
  }

  /** The number that it chose. */
  public ClientId id() {
    return id;
  }

  /** The user that it belongs to. */
  public long userId() {
    return userId;
  }

  /** As whom it takes part in consumer groups. */
  public GroupClient groupClient() {
    return groupClient;
  }

  /** The number of its session; one of an earlier connection is lower. */
  public long session() {
    return session;
  }

  void takeOver(long newSession) {
    session = newSession;
  }

  /** What it was answered; guarded by this object. */
  public ReplyCache replies() {
    return replies;
  }

  /** Which of its writes a partition has executed. */
  public RequestWindow writes(PartitionKey partition) {
    return writes.computeIfAbsent(partition, key -> new RequestWindow());
  }
}
