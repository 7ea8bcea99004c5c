// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol;

import java.nio.ByteBuffer;
import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.framing.VsrFraming;
import org.apache.iggy.connector.protocol.user.IdentityInfo;
import org.apache.iggy.connector.protocol.vsr.VsrHeader;
import org.apache.iggy.connector.protocol.vsr.VsrLogin;
import org.apache.iggy.connector.protocol.vsr.VsrOperation;
import org.apache.iggy.connector.protocol.vsr.VsrRelease;
import org.apache.iggy.connector.protocol.vsr.VsrReplies;
import org.apache.iggy.connector.protocol.vsr.VsrRequest;
import org.apache.iggy.connector.protocol.wire.MalformedFrameException;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/** A client and a server of VSR. */
final class VsrPeers extends Peers {
  private static final long LOG_POSITION = 17;

  private final VsrFraming client = new VsrFraming();
  private VsrRequest received;

  @Override
  byte[] send(Request<?> request) {
    WireWriter out = new WireWriter();
    client.encodeRequest(request, out);
    return out.toByteArray();
  }

  @Override
  Request<?> receive(byte[] frame) {
    ByteBuffer bytes = ByteBuffer.wrap(frame);
    received = VsrRequest.read(bytes);
    if (received.disposition() != VsrRequest.Disposition.ANSWER) {
      throw new MalformedFrameException("not to be answered: " + received);
    }
    bytes.position(VsrHeader.LENGTH);
    if (received.operation().orElseThrow() == VsrOperation.REGISTER) {
      return VsrLogin.decode(new WireReader(bytes)).login();
    }
    if (received.command().isEmpty()) {
      throw new MalformedFrameException("no command");
    }
    return received.decode(bytes, VsrRelease.FINAL);
  }

  @Override
  <R> byte[] answer(Request<R> request, R response) {
    WireWriter out = new WireWriter();
    if (response instanceof IdentityInfo) {
      VsrReplies.encodeLogin(received, (IdentityInfo) response, LOG_POSITION, out);
    } else {
      VsrReplies.encode(received, request, response, LOG_POSITION, out);
    }
    return out.toByteArray();
  }

  @Override
  <R> R take(Request<R> request, byte[] frame) {
    ByteBuffer bytes = ByteBuffer.wrap(frame);
    client.readResponseHeader(bytes);
    bytes.position(VsrHeader.LENGTH);
    if (client.eviction().isPresent() || client.responseStatus(bytes) != 0) {
      throw new MalformedFrameException("no answer");
    }
    return client.decodeResponse(request, bytes);
  }

  @Override
  int requestHeaderLength() {
    return VsrHeader.LENGTH;
  }

  @Override
  int responseHeaderLength() {
    return VsrHeader.LENGTH;
  }
}
