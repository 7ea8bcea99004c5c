// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.command;

import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/** The body of an acknowledgement: nothing. */
final class EmptyResponseCodec implements ResponseCodec<Void> {
  static final EmptyResponseCodec INSTANCE = new EmptyResponseCodec();

  private EmptyResponseCodec() {}

  @Override
  public Void decode(WireReader in) {
    in.expectEnd();
    return null;
  }

  @Override
  public void encode(Void response, WireWriter out) {}
}
