// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.framing;

import static org.apache.iggy.connector.protocol.status.ErrorCategory.CONFIGURATION;
import static org.apache.iggy.connector.protocol.status.ErrorCategory.PERMANENT;
import static org.apache.iggy.connector.protocol.status.ErrorCategory.TRANSIENT;

import org.apache.iggy.connector.protocol.status.ErrorCategory;

/**
 * Why a VSR server ended a session or refused to begin one. The connection stays open after all of
 * them. Source: Iggy 0.9.0-edge.5.
 */
public enum EvictionReason {
  /** A number that this version does not know. */
  UNKNOWN(0, TRANSIENT, "for a reason that this version does not know"),
  /** A request that changes something, without a session; log in again, and join groups again. */
  NO_SESSION(1, TRANSIENT, "because nobody is logged in on this connection"),
  /** The client's version is older than the server supports. */
  CLIENT_RELEASE_TOO_LOW(2, CONFIGURATION, "because the client is too old for it"),
  /** The client's version is newer than the server supports. */
  CLIENT_RELEASE_TOO_HIGH(3, CONFIGURATION, "because the client is too new for it"),
  /** An operation that only servers may send each other. */
  INVALID_REQUEST_OPERATION(4, PERMANENT, "because clients may not ask for this operation"),
  /** A body that is not one of its operation. */
  INVALID_REQUEST_BODY(5, PERMANENT, "because it cannot read the request's body"),
  /** A body of another size than its operation's. */
  INVALID_REQUEST_BODY_SIZE(6, PERMANENT, "because the request's body has the wrong size"),
  /** Another connection registered with the same client id; stop using this one. */
  SESSION_SUPERSEDED(7, TRANSIENT, "because another connection has taken the session over"),
  /** The session was made by a client of another release. */
  SESSION_RELEASE_MISMATCH(8, TRANSIENT, "because the session is of another release"),
  /** Wrong user name or password, or an inactive user. */
  INVALID_CREDENTIALS(
      9, CONFIGURATION, "because the user name or password is wrong or the user is inactive"),
  /** Wrong personal access token. */
  INVALID_TOKEN(10, CONFIGURATION, "because the personal access token is wrong or has expired"),
  /** The user is inactive. */
  USER_INACTIVE(11, CONFIGURATION, "because the user is inactive; activate it"),
  /** The client id belongs to another user's session. */
  FOREIGN_CLIENT_ID(12, TRANSIENT, "because the client's id is another user's"),
  /** A group's member that sent nothing for too long; log in with a new id, join groups again. */
  STALE_CLIENT(13, TRANSIENT, "because nothing was heard of it for too long"),
  /** Server and client speak incompatible versions; the eviction names those it takes. */
  INCOMPATIBLE_PROTOCOL(14, CONFIGURATION, "because they speak different versions of the protocol"),
  /** A login that cannot be read, or one of Iggy 0.8. */
  MALFORMED_LOGIN(15, PERMANENT, "because it cannot read the login");

  private final int code;
  private final ErrorCategory category;
  private final String description;

  EvictionReason(int code, ErrorCategory category, String description) {
    this.code = code;
    this.category = category;
    this.description = description;
  }

  /** The reason with this code, or {@link #UNKNOWN}. */
  public static EvictionReason of(int code) {
    for (EvictionReason reason : values()) {
      if (reason.code == code) {
        return reason;
      }
    }
    return UNKNOWN;
  }

  /** The code on the wire, 1 to 255; 0 for {@link #UNKNOWN}, which is never sent. */
  public int code() {
    return code;
  }

  /** What it asks of whoever meets it. */
  public ErrorCategory category() {
    return category;
  }

  /** The rest of a sentence that begins with "the server refused the client". */
  public String description() {
    return description;
  }
}
