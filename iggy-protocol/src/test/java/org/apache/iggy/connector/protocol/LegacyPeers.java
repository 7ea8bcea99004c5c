// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol;

import java.nio.ByteBuffer;
import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.framing.LegacyFraming;
import org.apache.iggy.connector.protocol.wire.MalformedFrameException;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/** A client and a server of the legacy generation. */
final class LegacyPeers extends Peers {
  private final LegacyFraming client = new LegacyFraming();

  @Override
  byte[] send(Request<?> request) {
    WireWriter out = new WireWriter();
    client.encodeRequest(request, out);
    return out.toByteArray();
  }

  @Override
  Request<?> receive(byte[] frame) {
    ByteBuffer bytes = ByteBuffer.wrap(frame);
    CommandCode code =
        CommandCode.of(LegacyFraming.requestCode(bytes))
            .orElseThrow(() -> new MalformedFrameException("no command"));
    return code.decodeRequest(new WireReader(bytes.position(requestHeaderLength())));
  }

  @Override
  <R> byte[] answer(Request<R> request, R response) {
    WireWriter out = new WireWriter();
    LegacyFraming.encodeResponse(request, response, out);
    return out.toByteArray();
  }

  @Override
  <R> R take(Request<R> request, byte[] frame) {
    ByteBuffer bytes = ByteBuffer.wrap(frame);
    client.readResponseHeader(bytes);
    return client.decodeResponse(request, bytes.position(responseHeaderLength()));
  }

  @Override
  int requestHeaderLength() {
    return LegacyFraming.REQUEST_HEADER_LENGTH;
  }

  @Override
  int responseHeaderLength() {
    return LegacyFraming.RESPONSE_HEADER_LENGTH;
  }
}
