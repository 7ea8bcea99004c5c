// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.system;

import java.util.Objects;
import java.util.Optional;
import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.command.ResponseCodec;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * Asks for one connected client.
 *
 * <pre>{@code
 * client_id u32
 * }</pre>
 */
public final class GetClient implements Request<Optional<ClientDetails>> {
  private final long clientId;

  /** Creates it from its parts, in the order of the wire. */
  public GetClient(long clientId) {
    this.clientId = clientId;
  }

  /** Reads what {@link #encode} wrote. */
  public static GetClient decode(WireReader in) {
    return new GetClient(in.u32());
  }

  /** The client's id. */
  public long clientId() {
    return clientId;
  }

  @Override
  public CommandCode code() {
    return CommandCode.GET_CLIENT;
  }

  @Override
  public void encode(WireWriter out) {
    out.u32(clientId);
  }

  @Override
  public ResponseCodec<Optional<ClientDetails>> responseCodec() {
    return ResponseCodec.optional(ClientDetails::decode, ClientDetails::encode);
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof GetClient)) {
      return false;
    }
    GetClient that = (GetClient) other;
    return clientId == that.clientId;
  }

  @Override
  public int hashCode() {
    return Objects.hash(clientId);
  }

  @Override
  public String toString() {
    return "GetClient{clientId=" + clientId + "}";
  }
}
