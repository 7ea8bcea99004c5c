// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.user;

import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.command.ResponseCodec;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.wire.WireReader;

/** Deletes a user. */
public final class DeleteUser extends UserRequest<Void> {
  /** Creates it from its parts, in the order of the wire. */
  public DeleteUser(Identifier userId) {
    super(userId);
  }

  /** Reads what {@link #encode} wrote. */
  public static DeleteUser decode(WireReader in) {
    return new DeleteUser(Identifier.decode(in));
  }

  @Override
  public CommandCode code() {
    return CommandCode.DELETE_USER;
  }

  @Override
  public ResponseCodec<Void> responseCodec() {
    return ResponseCodec.empty();
  }
}
