// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client;

import org.apache.iggy.connector.protocol.framing.Eviction;
import org.apache.iggy.connector.protocol.framing.EvictionReason;

/**
 * A server of 0.9 has ended the session of a connection, or refused to begin one for another reason
 * than who logs in. The connection is closed; whether a new one may help is what the category says.
 */
public final class IggyEvictedException extends IggyException {
  private static final long serialVersionUID = 1L;

  private final EvictionReason reason;

  /** Creates the exception for what a server has told. */
  public IggyEvictedException(IggyAddress address, Eviction eviction) {
    super(eviction.reason().category(), address + ": " + eviction.message());
    this.reason = eviction.reason();
  }

  /** Why. */
  public EvictionReason reason() {
    return reason;
  }
}
