// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.config;

/** There is no such version of a connector's configuration, or no such connector. */
public final class VersionNotFoundException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** There is no such version. */
  public VersionNotFoundException(ConnectorId id, long version) {
    super("There is no version " + version + " of the configuration of " + id + ".");
  }

  /** There is no such connector. */
  public VersionNotFoundException(ConnectorId id) {
    super("There is no configuration of " + id + ".");
  }
}
