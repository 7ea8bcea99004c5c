// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client;

import java.util.Objects;
import java.util.Optional;
import org.apache.iggy.connector.protocol.framing.ProtocolGeneration;

/** What a connection knows of its server: the protocol it speaks, and its version. Immutable. */
public final class ServerIdentity {
  private final ProtocolGeneration generation;
  private final Optional<String> version;

  /**
   * Creates it.
   *
   * @param version such as {@code 0.9.0}; empty when it is not known, as older servers do not tell
   *     it at the login
   */
  public ServerIdentity(ProtocolGeneration generation, Optional<String> version) {
    this.generation = Objects.requireNonNull(generation, "generation");
    this.version = Objects.requireNonNull(version, "version");
  }

  /** The generation of the protocol that it speaks. */
  public ProtocolGeneration generation() {
    return generation;
  }

  /** Its version; empty when it has not told it. */
  public Optional<String> version() {
    return version;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ServerIdentity
        && generation == ((ServerIdentity) other).generation
        && version.equals(((ServerIdentity) other).version);
  }

  @Override
  public int hashCode() {
    return Objects.hash(generation, version);
  }

  /** For people: {@code Iggy 0.9.0, protocol vsr}, or {@code Iggy 0.6 to 0.8, protocol legacy}. */
  @Override
  public String toString() {
    String unknown = generation == ProtocolGeneration.VSR ? "0.9" : "0.6 to 0.8";
    return "Iggy " + version.orElse(unknown) + ", protocol " + generation.label();
  }
}
