// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.user;

import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.command.ResponseCodec;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/** Logs the connection out; it stays open. */
public final class LogoutUser implements Request<Void> {

  /** Reads what {@link #encode} wrote. */
  public static LogoutUser decode(WireReader in) {
    return new LogoutUser();
  }

  @Override
  public CommandCode code() {
    return CommandCode.LOGOUT_USER;
  }

  @Override
  public void encode(WireWriter out) {}

  @Override
  public ResponseCodec<Void> responseCodec() {
    return ResponseCodec.empty();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LogoutUser;
  }

  @Override
  public int hashCode() {
    return LogoutUser.class.hashCode();
  }

  @Override
  public String toString() {
    return "LogoutUser";
  }
}
