// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.user;

import java.util.Objects;
import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * A command that names one user and nothing else.
 *
 * <pre>{@code
 * user identifier
 * }</pre>
 *
 * @param <R> what the server answers
 */
public abstract class UserRequest<R> implements Request<R> {
  private final Identifier userId;

  /** Creates it from its parts, in the order of the wire. */
  protected UserRequest(Identifier userId) {
    this.userId = Objects.requireNonNull(userId, "userId");
  }

  /** The user. */
  public final Identifier userId() {
    return userId;
  }

  @Override
  public void encode(WireWriter out) {
    userId.encode(out);
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof UserRequest)) {
      return false;
    }
    UserRequest<?> that = (UserRequest<?>) other;
    return code() == that.code() && userId.equals(that.userId);
  }

  @Override
  public int hashCode() {
    return Objects.hash(code(), userId);
  }

  @Override
  public String toString() {
    return getClass().getSimpleName() + "{userId=" + userId + "}";
  }
}
