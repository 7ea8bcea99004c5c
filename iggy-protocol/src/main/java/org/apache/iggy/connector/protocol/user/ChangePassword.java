// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.user;

import java.util.Objects;
import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.command.ResponseCodec;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * Changes a user's password.
 *
 * <pre>{@code
 * user_id identifier  current_password text8  new_password text8
 * }</pre>
 */
public final class ChangePassword implements Request<Void> {
  private final Identifier userId;
  private final String currentPassword;
  private final String newPassword;

  /** Creates it from its parts, in the order of the wire. */
  public ChangePassword(Identifier userId, String currentPassword, String newPassword) {
    this.userId = Objects.requireNonNull(userId, "userId");
    this.currentPassword = Objects.requireNonNull(currentPassword, "currentPassword");
    this.newPassword = Objects.requireNonNull(newPassword, "newPassword");
  }

  /** Reads what {@link #encode} wrote. */
  public static ChangePassword decode(WireReader in) {
    return new ChangePassword(Identifier.decode(in), in.text8(), in.text8());
  }

  /** The user. */
  public Identifier userId() {
    return userId;
  }

  /** The password as it is. */
  public String currentPassword() {
    return currentPassword;
  }

  /** The password to be, 3 to 100 characters. */
  public String newPassword() {
    return newPassword;
  }

  @Override
  public CommandCode code() {
    return CommandCode.CHANGE_PASSWORD;
  }

  @Override
  public void encode(WireWriter out) {
    userId.encode(out);
    out.text8(currentPassword);
    out.text8(newPassword);
  }

  @Override
  public ResponseCodec<Void> responseCodec() {
    return ResponseCodec.empty();
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof ChangePassword)) {
      return false;
    }
    ChangePassword that = (ChangePassword) other;
    return userId.equals(that.userId)
        && currentPassword.equals(that.currentPassword)
        && newPassword.equals(that.newPassword);
  }

  @Override
  public int hashCode() {
    return Objects.hash(userId, currentPassword, newPassword);
  }

  @Override
  public String toString() {
    return "ChangePassword{userId="
        + userId
        + ", currentPassword="
        + "***"
        + ", newPassword="
        + "***"
        + "}";
  }
}
