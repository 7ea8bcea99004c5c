// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.user;

import java.util.Objects;
import org.apache.iggy.connector.protocol.primitive.ProtocolVersion;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * What a VSR server says of itself and of the session when it accepts a login. Immutable.
 *
 * <pre>{@code
 * session u64  protocol u32  server version name
 * }</pre>
 */
public final class Registration {
  private final long session;
  private final ProtocolVersion protocol;
  private final String serverVersion;

  /** Creates it from its parts, in the order of the wire. */
  public Registration(long session, ProtocolVersion protocol, String serverVersion) {
    this.session = session;
    this.protocol = Objects.requireNonNull(protocol, "protocol");
    this.serverVersion = Objects.requireNonNull(serverVersion, "serverVersion");
  }

  /** Reads what {@link #encode} wrote. */
  public static Registration decode(WireReader in) {
    return new Registration(in.u64(), ProtocolVersion.ofWord(in.u32()), in.name());
  }

  /** Number of the session, which all further requests carry; never 0. */
  public long session() {
    return session;
  }

  /** Version of the protocol that the server speaks. */
  public ProtocolVersion protocol() {
    return protocol;
  }

  /**
   * Version of the server, such as {@code 0.9.0} or {@code 0.9.0-edge.5}: what tells releases with
   * the same protocol apart.
   */
  public String serverVersion() {
    return serverVersion;
  }

  /** Writes it in the layout above. */
  public void encode(WireWriter out) {
    out.u64(session);
    out.u32(protocol.word());
    out.name(serverVersion);
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof Registration)) {
      return false;
    }
    Registration that = (Registration) other;
    return session == that.session
        && protocol.equals(that.protocol)
        && serverVersion.equals(that.serverVersion);
  }

  @Override
  public int hashCode() {
    return Objects.hash(session, protocol, serverVersion);
  }

  @Override
  public String toString() {
    return "Registration{session="
        + session
        + ", protocol="
        + protocol
        + ", serverVersion="
        + serverVersion
        + "}";
  }
}
