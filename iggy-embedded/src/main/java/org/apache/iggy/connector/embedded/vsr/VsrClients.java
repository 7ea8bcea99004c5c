// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.vsr;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.apache.iggy.connector.embedded.session.GroupKey;

/** All clients that have registered. Thread-safe. */
public final class VsrClients {
  private final Map<ClientId, VsrClient> clients = new ConcurrentHashMap<>();

  /**
   * Registers a client, or lets another connection take it over.
   *
   * @param session the new session, higher than all before
   * @return empty when it belongs to another user
   */
  public synchronized Optional<VsrClient> register(ClientId id, long userId, long session) {
    VsrClient known = clients.get(id);
    if (known == null) {
      VsrClient added = new VsrClient(id, userId, session);
      clients.put(id, added);
      return Optional.of(added);
    }
    if (known.userId() != userId) {
      return Optional.empty();
    }
    known.takeOver(session);
    return Optional.of(known);
  }

  /** The client of this number. */
  public Optional<VsrClient> find(ClientId id) {
    return Optional.ofNullable(clients.get(id));
  }

  /**
   * Forgets a client, unless another session of it has begun meanwhile.
   *
   * @return whether it was forgotten
   */
  public synchronized boolean remove(VsrClient client, long session) {
    return client.session() == session && clients.remove(client.id(), client);
  }

  /** All of them, as of now. */
  public Collection<VsrClient> all() {
    return List.copyOf(clients.values());
  }

  /** Takes groups that are gone out of all clients. */
  public void forgetGroups(Predicate<GroupKey> gone) {
    clients.values().forEach(client -> client.groupClient().groups().removeIf(gone));
  }
}
