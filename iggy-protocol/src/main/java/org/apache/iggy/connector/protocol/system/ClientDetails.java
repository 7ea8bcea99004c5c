// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.system;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * A connected client with the consumer groups it has joined.
 *
 * <pre>{@code
 * id u32  user_id u32  transport u8  address text32  count u32, count x consumer_groups
 * }</pre>
 */
public final class ClientDetails {
  private final long id;
  private final long userId;
  private final TransportProtocol transport;
  private final String address;
  private final List<ConsumerGroupMembership> consumerGroups;

  /** Creates it from its parts, in the order of the wire. */
  public ClientDetails(
      long id,
      long userId,
      TransportProtocol transport,
      String address,
      List<ConsumerGroupMembership> consumerGroups) {
    this.id = id;
    this.userId = userId;
    this.transport = Objects.requireNonNull(transport, "transport");
    this.address = Objects.requireNonNull(address, "address");
    this.consumerGroups = List.copyOf(consumerGroups);
  }

  /** Reads what {@link #encode} wrote. */
  public static ClientDetails decode(WireReader in) {
    long id = in.u32();
    long userId = in.u32();
    TransportProtocol transport = TransportProtocol.of(in.u8());
    String address = in.text32();
    int consumerGroupsCount = in.count(12);
    List<ConsumerGroupMembership> consumerGroups = new ArrayList<>(consumerGroupsCount);
    for (int i = 0; i < consumerGroupsCount; i++) {
      consumerGroups.add(ConsumerGroupMembership.decode(in));
    }
    return new ClientDetails(id, userId, transport, address, consumerGroups);
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
  public List<ConsumerGroupMembership> consumerGroups() {
    return consumerGroups;
  }

  /** Writes it in the layout above. */
  public void encode(WireWriter out) {
    out.u32(id);
    out.u32(userId);
    out.u8(transport.code());
    out.text32(address);
    out.u32(consumerGroups.size());
    consumerGroups.forEach(element -> element.encode(out));
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof ClientDetails)) {
      return false;
    }
    ClientDetails that = (ClientDetails) other;
    return id == that.id
        && userId == that.userId
        && transport.equals(that.transport)
        && address.equals(that.address)
        && consumerGroups.equals(that.consumerGroups);
  }

  @Override
  public int hashCode() {
    return Objects.hash(id, userId, transport, address, consumerGroups);
  }

  @Override
  public String toString() {
    return "ClientDetails{id="
        + id
        + ", userId="
        + userId
        + ", transport="
        + transport
        + ", address="
        + address
        + ", consumerGroups="
        + consumerGroups
        + "}";
  }
}
