// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol;

import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * A request with an answer that fits it.
 *
 * @param <R> what the server answers
 */
final class SampleExchange<R> {
  final Request<R> request;
  final R response;

  SampleExchange(Request<R> request, R response) {
    this.request = request;
    this.response = response;
  }

  byte[] requestBody() {
    return encode(request);
  }

  byte[] responseBody() {
    return encodeResponse(response);
  }

  Request<?> decodeRequest(byte[] body) {
    return request.code().decodeRequest(WireReader.of(body));
  }

  R decodeResponse(byte[] body) {
    return request.responseCodec().decode(WireReader.of(body));
  }

  byte[] encodeResponse(R value) {
    WireWriter out = new WireWriter();
    request.responseCodec().encode(value, out);
    return out.toByteArray();
  }

  static byte[] encode(Request<?> request) {
    WireWriter out = new WireWriter();
    request.encode(out);
    return out.toByteArray();
  }
}
