// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.net;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.iggy.connector.embedded.command.CommandDispatcher;
import org.apache.iggy.connector.embedded.command.ServerState;
import org.apache.iggy.connector.embedded.release.IggyRelease;

/** What all VSR connections of a server share. Thread-safe. */
public final class VsrService {
  private final ServerState state;
  private final CommandDispatcher dispatcher;
  private final IggyRelease release;
  private final boolean reorderReplies;
  private final AtomicLong logPosition = new AtomicLong();
  private final Set<VsrHandler> handlers = ConcurrentHashMap.newKeySet();
  private volatile boolean keepsSessions;

  /**
   * Creates it.
   *
   * @param dispatcher executes commands by the release's rules
   * @param release whose rules are kept, one of VSR framing
   * @param reorderReplies whether clients that send ahead get replies in another order
   */
  public VsrService(
      ServerState state,
      CommandDispatcher dispatcher,
      IggyRelease release,
      boolean reorderReplies) {
    this.state = state;
    this.dispatcher = dispatcher;
    this.release = release;
    this.reorderReplies = reorderReplies;
  }

  ServerState state() {
    return state;
  }

  CommandDispatcher dispatcher() {
    return dispatcher;
  }

  IggyRelease release() {
    return release;
  }

  boolean reorderReplies() {
    return reorderReplies;
  }

  /** The position of what is committed now: a new one for each change, and for each session. */
  long nextLogPosition() {
    return logPosition.incrementAndGet();
  }

  void opened(VsrHandler handler) {
    handlers.add(handler);
  }

  void closed(VsrHandler handler) {
    handlers.remove(handler);
  }

  /**
   * Whether sessions outlive their connections, as those do that end with a server: it knows them
   * when it is back, with their memberships in groups, and nobody ends them but their own clients.
   */
  public void keepSessions(boolean value) {
    keepsSessions = value;
  }

  boolean keepsSessions() {
    return keepsSessions;
  }

  /** Evicts members of groups who have sent nothing since a time. */
  public void evictSilentMembers(long sinceMicros) {
    handlers.forEach(handler -> handler.evictIfSilent(sinceMicros));
  }
}
