// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.state;

/** Bytes that are no state. */
final class DamagedStateException extends Exception {
  private static final long serialVersionUID = 1L;

  DamagedStateException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
