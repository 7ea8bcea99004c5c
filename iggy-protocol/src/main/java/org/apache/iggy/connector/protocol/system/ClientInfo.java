// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.system;

import java.util.Objects;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * A connected client as lists show it.
 *
 * <pre>{@code
 * id u32  user_id u32  transport u8  address text32  consumer_groups_count u32
 * }</pre>
 */
public final class ClientInfo {
  private final long id;
  private final long userId;
  private final TransportProtocol transport;
  private final String address;
  private final int consumerGroupsCount;

  /** Creates it from its parts, in the order of the wire. */
  public ClientInfo(
      long id, long userId, TransportProtocol transport, String address, int consumerGroupsCount) {
    this.id = id;
    this.userId = userId;
    this.transport = Objects.requireNonNull(transport, "transport");
    this.address = Objects.requireNonNull(address, "address");
    this.consumerGroupsCount = consumerGroupsCount;
  }

  /** Reads what {@link #encode} wrote. */
  public static ClientInfo decode(WireReader in) {
    return new ClientInfo(
        in.u32(), in.u32(), TransportProtocol.of(in.u8()), in.text32(), in.int32());
  }

  /** Client id, given by the server to the connection. */
  public long id() {
    return id;
  }

  /** User it is logged in as; 4294967295 for none. */
  public long userId() {
    return userId;
  }

  /** How it is connected. */
  public TransportProtocol transport() {
    return transport;
  }

  /** Its address and port. */
  public String address() {
    return address;
  }

  /** Groups it has joined. */
  public int consumerGroupsCount() {
    return consumerGroupsCount;
  }

  /** Writes it in the layout above. */
  public void encode(WireWriter out) {
    out.u32(id);
    out.u32(userId);
    out.u8(transport.code());
    out.text32(address);
    out.u32(consumerGroupsCount);
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof ClientInfo)) {
      return false;
    }
    ClientInfo that = (ClientInfo) other;
    return id == that.id
        && userId == that.userId
        && transport.equals(that.transport)
        && address.equals(that.address)
        && consumerGroupsCount == that.consumerGroupsCount;
  }

  @Override
  public int hashCode() {
    return Objects.hash(id, userId, transport, address, consumerGroupsCount);
  }

  @Override
  public String toString() {
    return "ClientInfo{id="
        + id
        + ", userId="
        + userId
        + ", transport="
        + transport
        + ", address="
        + address
        + ", consumerGroupsCount="
        + consumerGroupsCount
        + "}";
  }
}
