// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.system;

import java.util.List;
import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.command.ResponseCodec;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/** Asks for all connected clients. */
public final class GetClients implements Request<List<ClientInfo>> {

  /** Reads what {@link #encode} wrote. */
  public static GetClients decode(WireReader in) {
    return new GetClients();
  }

  @Override
  public CommandCode code() {
    return CommandCode.GET_CLIENTS;
  }

  @Override
  public void encode(WireWriter out) {}

  @Override
  public ResponseCodec<List<ClientInfo>> responseCodec() {
    return ResponseCodec.listOf(ClientInfo::decode, ClientInfo::encode);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GetClients;
  }

  @Override
  public int hashCode() {
    return GetClients.class.hashCode();
  }

  @Override
  public String toString() {
    return "GetClients";
  }
}
