// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.config;

/** The place of the connectors' configurations cannot be reached, or refused a request. */
public final class ProviderException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** An exception whose message says everything, without secrets. */
  public ProviderException(String message) {
    super(message);
  }

  /** An exception with what is behind it. */
  public ProviderException(String message, Throwable cause) {
    super(message, cause);
  }
}
