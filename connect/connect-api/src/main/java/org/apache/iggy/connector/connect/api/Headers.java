// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.api;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** The headers of a message in their order, one of each name. Immutable. */
public final class Headers implements Iterable<Header> {
  private static final Headers EMPTY = new Headers(List.of());

  private final List<Header> headers;

  private Headers(List<Header> headers) {
    this.headers = headers;
  }

  /** No headers. */
  public static Headers empty() {
    return EMPTY;
  }

  /** These headers; of two with one name the later counts. */
  public static Headers of(List<Header> headers) {
    Headers all = EMPTY;
    for (Header header : headers) {
      all = all.with(header);
    }
    return all;
  }

  /** How many there are. */
  public int size() {
    return headers.size();
  }

  /** Whether there are none. */
  public boolean isEmpty() {
    return headers.isEmpty();
  }

  /** The header of a name. */
  public Optional<Header> get(String name) {
    return headers.stream().filter(header -> header.name().equals(name)).findFirst();
  }

  /** These headers and one more, in place of one of its name. */
  public Headers with(Header header) {
    List<Header> changed = new ArrayList<>(headers.size() + 1);
    boolean replaced = false;
    for (Header present : headers) {
      boolean same = present.name().equals(header.name());
      changed.add(same ? header : present);
      replaced |= same;
    }
    if (!replaced) {
      changed.add(header);
    }
    return new Headers(List.copyOf(changed));
  }

  /** These headers but the one of this name. */
  public Headers without(String name) {
    List<Header> kept = headers.stream().filter(header -> !header.name().equals(name)).toList();
    return kept.isEmpty() ? EMPTY : new Headers(kept);
  }

  @Override
  public Iterator<Header> iterator() {
    return headers.iterator();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Headers that && headers.equals(that.headers);
  }

  @Override
  public int hashCode() {
    return headers.hashCode();
  }

  /** The names only: values may be secret. */
  @Override
  public String toString() {
    return headers.stream().map(Header::name).toList().toString();
  }
}
