// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.api;

/** What is to be done about an error. */
public enum ErrorCategory {
  /** It may pass by itself: the runtime tries again, within the connector's retry budget. */
  TRANSIENT,
  /** Trying again changes nothing: the connector's {@code on_error} policy decides. */
  PERMANENT,
  /** The configuration has to change: the connector stops, and says which key. */
  CONFIGURATION
}
