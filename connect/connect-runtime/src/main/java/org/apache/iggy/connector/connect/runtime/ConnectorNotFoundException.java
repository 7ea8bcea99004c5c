// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime;

import org.apache.iggy.connector.connect.config.ConnectorId;

/** There is no connector of this id. */
public final class ConnectorNotFoundException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** There is none of this id. */
  public ConnectorNotFoundException(ConnectorId connector) {
    super("there is no " + connector);
  }
}
