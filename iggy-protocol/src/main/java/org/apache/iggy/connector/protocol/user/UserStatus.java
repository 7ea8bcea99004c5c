// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.user;

import org.apache.iggy.connector.protocol.wire.MalformedFrameException;

/** Whether a user may log in. */
public enum UserStatus {
  /** May log in. */
  ACTIVE(1),

  /** May not log in. */
  INACTIVE(2);

  private final int code;

  UserStatus(int code) {
    this.code = code;
  }

  /** The code on the wire. */
  public int code() {
    return code;
  }

  /** The value with this code; an unknown code is a {@link MalformedFrameException}. */
  public static UserStatus of(int code) {
    for (UserStatus value : values()) {
      if (value.code == code) {
        return value;
      }
    }
    throw new MalformedFrameException("unknown UserStatus code " + code);
  }
}
