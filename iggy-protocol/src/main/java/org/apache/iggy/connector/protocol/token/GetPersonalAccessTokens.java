// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.token;

import java.util.List;
import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.command.ResponseCodec;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/** Asks for the tokens of the user that is logged in. */
public final class GetPersonalAccessTokens implements Request<List<PersonalAccessTokenInfo>> {

  /** Reads what {@link #encode} wrote. */
  public static GetPersonalAccessTokens decode(WireReader in) {
    return new GetPersonalAccessTokens();
  }

  @Override
  public CommandCode code() {
    return CommandCode.GET_PERSONAL_ACCESS_TOKENS;
  }

  @Override
  public void encode(WireWriter out) {}

  @Override
  public ResponseCodec<List<PersonalAccessTokenInfo>> responseCodec() {
    return ResponseCodec.listOf(PersonalAccessTokenInfo::decode, PersonalAccessTokenInfo::encode);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GetPersonalAccessTokens;
  }

  @Override
  public int hashCode() {
    return GetPersonalAccessTokens.class.hashCode();
  }

  @Override
  public String toString() {
    return "GetPersonalAccessTokens";
  }
}
