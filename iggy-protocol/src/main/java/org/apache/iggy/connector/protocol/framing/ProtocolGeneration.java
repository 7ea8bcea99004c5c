// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.framing;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * The generations of Iggy's protocol: whoever adds one adds its {@link Framing} here, and its
 * bodies and message layout beside those of the others.
 *
 * <p>Iggy after 0.9 (protocol 0.12) is not among them: its servers refuse a client of 0.11 with
 * {@link EvictionReason#INCOMPATIBLE_PROTOCOL}.
 */
public enum ProtocolGeneration {
  /** Iggy up to 0.8: {@link LegacyFraming}. */
  LEGACY("legacy", LegacyFraming::new),

  /** Iggy 0.9: {@link VsrFraming}. */
  VSR("vsr", VsrFraming::new);

  private final String label;
  private final Supplier<Framing> framing;

  ProtocolGeneration(String label, Supplier<Framing> framing) {
    this.label = label;
    this.framing = framing;
  }

  /** The generation with this name, if there is one. */
  public static Optional<ProtocolGeneration> of(String label) {
    for (ProtocolGeneration generation : values()) {
      if (generation.label.equals(label)) {
        return Optional.of(generation);
      }
    }
    return Optional.empty();
  }

  /** Its name in settings and messages: {@code legacy} or {@code vsr}. */
  public String label() {
    return label;
  }

  /** A framing for a new connection. */
  public Framing newFraming() {
    return framing.get();
  }

  @Override
  public String toString() {
    return label;
  }
}
