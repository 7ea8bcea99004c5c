// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.system;

import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.command.ResponseCodec;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/** Asks who this connection is. */
public final class GetMe implements Request<ClientDetails> {

  /** Reads what {@link #encode} wrote. */
  public static GetMe decode(WireReader in) {
    return new GetMe();
  }

  @Override
  public CommandCode code() {
    return CommandCode.GET_ME;
  }

  @Override
  public void encode(WireWriter out) {}

  @Override
  public ResponseCodec<ClientDetails> responseCodec() {
    return ResponseCodec.of(ClientDetails::decode, ClientDetails::encode);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GetMe;
  }

  @Override
  public int hashCode() {
    return GetMe.class.hashCode();
  }

  @Override
  public String toString() {
    return "GetMe";
  }
}
