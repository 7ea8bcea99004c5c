// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.system;

import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.command.ResponseCodec;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/** Asks for the server's figures. */
public final class GetStats implements Request<Stats> {

  /** Reads what {@link #encode} wrote. */
  public static GetStats decode(WireReader in) {
    return new GetStats();
  }

  @Override
  public CommandCode code() {
    return CommandCode.GET_STATS;
  }

  @Override
  public void encode(WireWriter out) {}

  @Override
  public ResponseCodec<Stats> responseCodec() {
    return ResponseCodec.of(Stats::decode, Stats::encode);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GetStats;
  }

  @Override
  public int hashCode() {
    return GetStats.class.hashCode();
  }

  @Override
  public String toString() {
    return "GetStats";
  }
}
