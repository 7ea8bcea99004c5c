// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.user;

import java.util.List;
import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.command.ResponseCodec;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/** Asks for all users. */
public final class GetUsers implements Request<List<UserInfo>> {

  /** Reads what {@link #encode} wrote. */
  public static GetUsers decode(WireReader in) {
    return new GetUsers();
  }

  @Override
  public CommandCode code() {
    return CommandCode.GET_USERS;
  }

  @Override
  public void encode(WireWriter out) {}

  @Override
  public ResponseCodec<List<UserInfo>> responseCodec() {
    return ResponseCodec.listOf(UserInfo::decode, UserInfo::encode);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GetUsers;
  }

  @Override
  public int hashCode() {
    return GetUsers.class.hashCode();
  }

  @Override
  public String toString() {
    return "GetUsers";
  }
}
