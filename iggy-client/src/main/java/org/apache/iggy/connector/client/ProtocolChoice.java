// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client;

import java.util.Locale;
import java.util.Optional;
import org.apache.iggy.connector.protocol.framing.ProtocolGeneration;

/**
 * Which generation of the protocol a connection speaks: told, or found out by asking the server.
 */
public enum ProtocolChoice {
  /** The server is asked, at the first connection to its address and whenever that may be over. */
  AUTO(null),
  /** That of Iggy 0.6 to 0.8; nothing is asked. */
  LEGACY(ProtocolGeneration.LEGACY),
  /** That of Iggy 0.9; nothing is asked. */
  VSR(ProtocolGeneration.VSR);

  private final ProtocolGeneration generation;

  ProtocolChoice(ProtocolGeneration generation) {
    this.generation = generation;
  }

  /** The generation that is told; empty for {@link #AUTO}. */
  public Optional<ProtocolGeneration> generation() {
    return Optional.ofNullable(generation);
  }

  /** The choice with this name, such as {@code auto}, in any case; empty for any other. */
  public static Optional<ProtocolChoice> of(String name) {
    for (ProtocolChoice choice : values()) {
      if (choice.toString().equalsIgnoreCase(name.trim())) {
        return Optional.of(choice);
      }
    }
    return Optional.empty();
  }

  /** The name in settings: {@code auto}, {@code legacy} or {@code vsr}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
