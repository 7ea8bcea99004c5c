// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.schema;

/** Events from which no table can be made; the message says what to change. */
public final class InferenceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InferenceException(String message) {
    super(message);
  }
}
