// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.api;

/** A payload that is not of its format, or a value that the format cannot hold. */
public class CodecException extends ConnectException {
  private static final long serialVersionUID = 1L;

  /** Says where in the payload and why; payloads may be secret, so none of their content. */
  public CodecException(String message) {
    this(message, null);
  }

  /** As above, with what a library said. */
  public CodecException(String message, Throwable cause) {
    super(ErrorCategory.PERMANENT, message, cause);
  }
}
