// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.stream;

import java.util.List;
import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.command.ResponseCodec;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/** Asks for all streams. */
public final class GetStreams implements Request<List<StreamInfo>> {

  /** Reads what {@link #encode} wrote. */
  public static GetStreams decode(WireReader in) {
    return new GetStreams();
  }

  @Override
  public CommandCode code() {
    return CommandCode.GET_STREAMS;
  }

  @Override
  public void encode(WireWriter out) {}

  @Override
  public ResponseCodec<List<StreamInfo>> responseCodec() {
    return ResponseCodec.listOf(StreamInfo::decode, StreamInfo::encode);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GetStreams;
  }

  @Override
  public int hashCode() {
    return GetStreams.class.hashCode();
  }

  @Override
  public String toString() {
    return "GetStreams";
  }
}
