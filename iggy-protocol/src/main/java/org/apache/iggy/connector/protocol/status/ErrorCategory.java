// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.status;

/**
 * What an error asks of whoever meets it. Each has exactly one category; the decision whether to
 * retry rests on nothing else.
 */
public enum ErrorCategory {
  /**
   * May pass by itself: a lost connection, a server that restarts, a group that rebalances, a full
   * disk. Trying again within the retry budget may help.
   */
  TRANSIENT,

  /**
   * The same request would fail again: malformed, too large, in conflict with what exists, or the
   * server's storage is damaged. Stop with a message that names what to fix.
   */
  PERMANENT,

  /**
   * The settings do not fit the server: credentials, permissions, addresses, names of streams and
   * topics. Stop and name the setting to change.
   */
  CONFIGURATION
}
