// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.system;

import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.command.ResponseCodec;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/** Says that the client is alive; the only command that a heartbeat check counts. */
public final class Ping implements Request<Void> {

  /** Reads what {@link #encode} wrote. */
  public static Ping decode(WireReader in) {
    return new Ping();
  }

  @Override
  public CommandCode code() {
    return CommandCode.PING;
  }

  @Override
  public void encode(WireWriter out) {}

  @Override
  public ResponseCodec<Void> responseCodec() {
    return ResponseCodec.empty();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Ping;
  }

  @Override
  public int hashCode() {
    return Ping.class.hashCode();
  }

  @Override
  public String toString() {
    return "Ping";
  }
}
