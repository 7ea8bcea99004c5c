// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.session;

import java.util.OptionalLong;

/** What the server knows about one connection. Thread-safe. */
public final class Session {
  private static final long NOBODY = -1;

  private final long clientId;
  private final String address;
  private volatile GroupClient groupClient = new GroupClient();
  private volatile long userId = NOBODY;
  private volatile long lastHeartbeatMicros;
  private volatile boolean stale;
  private volatile boolean evictsItself;

  Session(long clientId, String address, long nowMicros) {
    this.clientId = clientId;
    this.address = address;
    this.lastHeartbeatMicros = nowMicros;
  }

  /** The client's id, the xxHash32 of its address. */
  public long clientId() {
    return clientId;
  }

  /** The client's address and port. */
  public String address() {
    return address;
  }

  /** The user that is logged in, if one is. */
  public OptionalLong userId() {
    long id = userId;
    return id == NOBODY ? OptionalLong.empty() : OptionalLong.of(id);
  }

  /** Logs a user in; an earlier one is forgotten. */
  public void login(long id) {
    userId = id;
  }

  /** Logs the user out. */
  public void logout() {
    userId = NOBODY;
  }

  /** As whom it takes part in consumer groups. */
  public GroupClient groupClient() {
    return groupClient;
  }

  /** Lets it take part in consumer groups as somebody else. */
  public void actAs(GroupClient client) {
    groupClient = client;
  }

  /** When the client pinged last, or connected, microseconds since the epoch. */
  public long lastHeartbeatMicros() {
    return lastHeartbeatMicros;
  }

  /** Notes a ping. */
  public void heartbeat(long nowMicros) {
    lastHeartbeatMicros = nowMicros;
  }

  /** Whether whoever serves it decides itself when to give it up. */
  public boolean evictsItself() {
    return evictsItself;
  }

  /** Keeps it from being given up by {@link #markStale}: its generation has another way. */
  public void evictSelf() {
    evictsItself = true;
  }

  /** Whether the server has given the client up. */
  public boolean isStale() {
    return stale;
  }

  /** Gives the client up: it is told at its next request, and disconnected. */
  public void markStale() {
    stale = true;
  }

  @Override
  public String toString() {
    return "Session{clientId=" + clientId + ", address=" + address + "}";
  }
}
