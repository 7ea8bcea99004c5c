// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.session;

import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.apache.iggy.connector.protocol.hash.XxHash32;

/** All sessions by client id. Thread-safe. */
public final class SessionRegistry {
  private final Map<Long, Session> sessions = new ConcurrentHashMap<>();

  /** Creates the session of a new connection. */
  public Session open(InetSocketAddress client, long nowMicros) {
    String address = format(client);
    long clientId =
        Integer.toUnsignedLong(XxHash32.hash32(address.getBytes(StandardCharsets.UTF_8)));
    Session session = new Session(clientId, address, nowMicros);
    sessions.put(clientId, session);
    return session;
  }

  /** Whether the server still knows the client. */
  public boolean contains(Session session) {
    return sessions.get(session.clientId()) == session;
  }

  /** The session of a client. */
  public Optional<Session> find(long clientId) {
    return Optional.ofNullable(sessions.get(clientId));
  }

  /** All sessions, as of now. */
  public Collection<Session> all() {
    return List.copyOf(sessions.values());
  }

  /** Forgets a session; a newer one with the same id stays. */
  public void remove(Session session) {
    sessions.remove(session.clientId(), session);
  }

  /** Takes groups that are gone out of all sessions. */
  public void forgetGroups(Predicate<GroupKey> gone) {
    sessions.values().forEach(session -> session.groupClient().groups().removeIf(gone));
  }

  private static String format(InetSocketAddress client) {
    String host = client.getAddress().getHostAddress();
    boolean bracketed = client.getAddress() instanceof Inet6Address;
    return (bracketed ? "[" + host + "]" : host) + ":" + client.getPort();
  }
}
