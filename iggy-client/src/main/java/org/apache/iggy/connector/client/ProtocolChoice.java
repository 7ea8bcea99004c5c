// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client;

import java.util.Locale;
import java.util.Optional;
import org.apache.iggy.connector.protocol.framing.Framing;
import org.apache.iggy.connector.protocol.framing.LegacyFraming;
import org.apache.iggy.connector.protocol.framing.ProtocolGeneration;

/**
 * Which generation of the protocol a connection speaks: told, or found out by asking the server.
 */
public enum ProtocolChoice {
  /** The server is asked, at the first connection to its address and whenever that may be over. */
  AUTO(null),
  /**
   * That of Iggy 0.6 to 0.8; nothing is asked. Messages are written as for 0.7 and 0.8, and read as
   * any of them has them.
   */
  LEGACY(ProtocolGeneration.LEGACY),
  /** The same with messages as Iggy 0.6 has them, which those who write to it have to say. */
  LEGACY_0_6(ProtocolGeneration.LEGACY),
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

  /** A framing for a new connection in a generation, which is the one told if one is. */
  Framing newFraming(ProtocolGeneration spoken) {
    return this == LEGACY_0_6 ? LegacyFraming.of06() : spoken.newFraming();
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

  /** The name in settings: {@code auto}, {@code legacy}, {@code legacy-0.6} or {@code vsr}. */
  @Override
  public String toString() {
    return this == LEGACY_0_6 ? "legacy-0.6" : name().toLowerCase(Locale.ROOT);
  }
}
