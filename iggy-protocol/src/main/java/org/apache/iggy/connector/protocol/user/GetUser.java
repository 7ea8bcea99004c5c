// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.user;

import java.util.Optional;
import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.command.ResponseCodec;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.wire.WireReader;

/** Asks for one user. */
public final class GetUser extends UserRequest<Optional<UserDetails>> {
  /** Creates it from its parts, in the order of the wire. */
  public GetUser(Identifier userId) {
    super(userId);
  }

  /** Reads what {@link #encode} wrote. */
  public static GetUser decode(WireReader in) {
    return new GetUser(Identifier.decode(in));
  }

  @Override
  public CommandCode code() {
    return CommandCode.GET_USER;
  }

  @Override
  public ResponseCodec<Optional<UserDetails>> responseCodec() {
    return ResponseCodec.optional(UserDetails::decode, UserDetails::encode);
  }
}
