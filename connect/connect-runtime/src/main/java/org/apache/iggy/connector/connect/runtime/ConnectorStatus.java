// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime;

import java.util.Locale;

/** What a connector is doing. */
public enum ConnectorStatus {
  /** Connecting, to the other system or to Iggy. */
  STARTING,
  /** At work in all its tasks. */
  RUNNING,
  /** Told to hold; its tasks stay connected and move nothing. */
  PAUSED,
  /** Finishing what it has begun. */
  STOPPING,
  /** Told to stop, or not enabled. */
  STOPPED,
  /** A task has failed: it is not at work again yet, or does not start again by itself. */
  ERROR;

  /** As the HTTP API writes it, such as {@code running}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
