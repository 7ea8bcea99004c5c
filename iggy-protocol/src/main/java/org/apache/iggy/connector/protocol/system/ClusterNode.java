// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.system;

import java.util.Objects;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * One node of the cluster.
 *
 * <pre>{@code
 * name text32  address text32  tcp_port u16  quic_port u16  http_port u16  web_socket_port u16  role u8  status u8
 * }</pre>
 */
public final class ClusterNode {
  private final String name;
  private final String address;
  private final int tcpPort;
  private final int quicPort;
  private final int httpPort;
  private final int webSocketPort;
  private final int role;
  private final int status;

  /** Creates it from its parts, in the order of the wire. */
  public ClusterNode(
      String name,
      String address,
      int tcpPort,
      int quicPort,
      int httpPort,
      int webSocketPort,
      int role,
      int status) {
    this.name = Objects.requireNonNull(name, "name");
    this.address = Objects.requireNonNull(address, "address");
    this.tcpPort = tcpPort;
    this.quicPort = quicPort;
    this.httpPort = httpPort;
    this.webSocketPort = webSocketPort;
    this.role = role;
    this.status = status;
  }

  /** Reads what {@link #encode} wrote. */
  public static ClusterNode decode(WireReader in) {
    return new ClusterNode(
        in.text32(), in.text32(), in.u16(), in.u16(), in.u16(), in.u16(), in.u8(), in.u8());
  }

  /** The node's name. */
  public String name() {
    return name;
  }

  /** Its IP address or host name. */
  public String address() {
    return address;
  }

  /** TCP port. */
  public int tcpPort() {
    return tcpPort;
  }

  /** QUIC port. */
  public int quicPort() {
    return quicPort;
  }

  /** HTTP port. */
  public int httpPort() {
    return httpPort;
  }

  /** WebSocket port. */
  public int webSocketPort() {
    return webSocketPort;
  }

  /** 0 for the leader, 1 for a follower. */
  public int role() {
    return role;
  }

  /** 0 when healthy. */
  public int status() {
    return status;
  }

  /** Writes it in the layout above. */
  public void encode(WireWriter out) {
    out.text32(name);
    out.text32(address);
    out.u16(tcpPort);
    out.u16(quicPort);
    out.u16(httpPort);
    out.u16(webSocketPort);
    out.u8(role);
    out.u8(status);
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof ClusterNode)) {
      return false;
    }
    ClusterNode that = (ClusterNode) other;
    return name.equals(that.name)
        && address.equals(that.address)
        && tcpPort == that.tcpPort
        && quicPort == that.quicPort
        && httpPort == that.httpPort
        && webSocketPort == that.webSocketPort
        && role == that.role
        && status == that.status;
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, address, tcpPort, quicPort, httpPort, webSocketPort, role, status);
  }

  @Override
  public String toString() {
    return "ClusterNode{name="
        + name
        + ", address="
        + address
        + ", tcpPort="
        + tcpPort
        + ", quicPort="
        + quicPort
        + ", httpPort="
        + httpPort
        + ", webSocketPort="
        + webSocketPort
        + ", role="
        + role
        + ", status="
        + status
        + "}";
  }
}
