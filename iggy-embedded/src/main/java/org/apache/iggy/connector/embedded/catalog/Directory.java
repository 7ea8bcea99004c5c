// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.catalog;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongFunction;
import org.apache.iggy.connector.protocol.primitive.Identifier;

/**
 * Things with a number and a name of which both are unique. Numbers start at 0; one that was freed
 * is given out again, the last freed first. Not thread-safe.
 *
 * @param <T> what is listed
 */
public final class Directory<T extends Directory.Entry> {
  /** What a directory lists. */
  public interface Entry {
    /** The number. */
    long id();

    /** The name. */
    String name();
  }

  private final NavigableMap<Long, T> byId = new TreeMap<>();
  private final Map<String, T> byName = new HashMap<>();
  private final Deque<Long> freeIds = new ArrayDeque<>();
  private long nextId;

  /** Finds by number or by name. */
  public Optional<T> find(Identifier identifier) {
    return identifier.isNumeric() ? find(identifier.id()) : find(identifier.name());
  }

  /** Finds by number. */
  public Optional<T> find(long id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** Finds by name. */
  public Optional<T> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** Adds what the factory makes for the next free number. */
  public T add(LongFunction<T> factory) {
    T entry = factory.apply(freeIds.isEmpty() ? nextId : freeIds.peek());
    put(entry);
    return entry;
  }

  /** Adds an entry that has its number already. */
  public void put(T entry) {
    byId.put(entry.id(), entry);
    byName.put(entry.name(), entry);
    freeIds.remove(entry.id());
    while (nextId <= entry.id()) {
      if (nextId != entry.id()) {
        freeIds.addLast(nextId);
      }
      nextId++;
    }
  }

  /** Removes an entry and frees its number and its name. */
  public void remove(T entry) {
    byId.remove(entry.id());
    byName.remove(entry.name());
    freeIds.push(entry.id());
  }

  /** Lists an entry under its new name, which it has by now. */
  public void renamed(String oldName, T entry) {
    byName.remove(oldName);
    byName.put(entry.name(), entry);
  }

  /** All entries by number, as a view. */
  public Collection<T> all() {
    return Collections.unmodifiableCollection(byId.values());
  }

  /** How many there are. */
  public int size() {
    return byId.size();
  }
}
