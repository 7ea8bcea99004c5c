// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.framing;

import java.util.Objects;
import org.apache.iggy.connector.protocol.primitive.ProtocolVersion;

/**
 * A server's word that it ended a session or refused to begin one. It answers no request in
 * particular: all that are on their way get no other answer. Immutable.
 */
public final class Eviction {
  private static final ProtocolVersion NONE = ProtocolVersion.ofWord(0);

  private final int code;
  private final ProtocolVersion minProtocol;
  private final ProtocolVersion maxProtocol;

  /** Creates one with versions of 0.0.0. */
  public Eviction(EvictionReason reason) {
    this(reason.code(), NONE, NONE);
  }

  /**
   * Creates it.
   *
   * @param code the reason's number, 1 to 255
   * @param minProtocol the oldest protocol that the server takes
   * @param maxProtocol the newest protocol that the server takes
   */
  public Eviction(int code, ProtocolVersion minProtocol, ProtocolVersion maxProtocol) {
    this.code = code;
    this.minProtocol = Objects.requireNonNull(minProtocol, "minProtocol");
    this.maxProtocol = Objects.requireNonNull(maxProtocol, "maxProtocol");
  }

  /** Why. */
  public EvictionReason reason() {
    return EvictionReason.of(code);
  }

  /** The reason's number on the wire, for reasons that are not known. */
  public int code() {
    return code;
  }

  /** Oldest protocol taken; told with {@link EvictionReason#INCOMPATIBLE_PROTOCOL} only. */
  public ProtocolVersion minProtocol() {
    return minProtocol;
  }

  /** Newest protocol taken; told with {@link EvictionReason#INCOMPATIBLE_PROTOCOL} only. */
  public ProtocolVersion maxProtocol() {
    return maxProtocol;
  }

  /** One sentence for an operator, without a full stop, with the versions where they matter. */
  public String message() {
    EvictionReason reason = reason();
    String message = "the server refused the client " + reason.description();
    if (reason == EvictionReason.INCOMPATIBLE_PROTOCOL) {
      String accepted =
          minProtocol.equals(maxProtocol)
              ? maxProtocol.toString()
              : minProtocol + " to " + maxProtocol;
      return message
          + ": it takes "
          + accepted
          + ", this client speaks "
          + ProtocolVersion.SPOKEN
          + " (Iggy 0.9) and the one of Iggy 0.6 to 0.8; use one of those servers, or a newer client";
    }
    return reason == EvictionReason.UNKNOWN ? message + " (reason " + code + ")" : message;
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof Eviction)) {
      return false;
    }
    Eviction that = (Eviction) other;
    return code == that.code
        && minProtocol.equals(that.minProtocol)
        && maxProtocol.equals(that.maxProtocol);
  }

  @Override
  public int hashCode() {
    return Objects.hash(code, minProtocol, maxProtocol);
  }

  @Override
  public String toString() {
    return "Eviction{reason="
        + reason()
        + ", code="
        + code
        + ", minProtocol="
        + minProtocol
        + ", maxProtocol="
        + maxProtocol
        + "}";
  }
}
