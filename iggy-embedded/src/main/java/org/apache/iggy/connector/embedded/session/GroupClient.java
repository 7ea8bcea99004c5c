// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.session;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A client as consumer groups see it: a connection for Iggy 0.8, a registered client id for VSR.
 * Two are the same only when they are the same object. Thread-safe.
 */
public final class GroupClient {
  private final List<GroupKey> groups = new CopyOnWriteArrayList<>();

  /** The groups that it has joined, in the order of joining. */
  public List<GroupKey> groups() {
    return groups;
  }
}
