// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client;

import org.apache.iggy.connector.protocol.status.ErrorCategory;

/** A node that takes no requests, another one leading its cluster: nothing was done. */
final class NotLeaderException extends IggyException {
  private static final long serialVersionUID = 1L;

  NotLeaderException(IggyAddress node, IggyAddress leader) {
    super(ErrorCategory.TRANSIENT, node + " takes no requests, " + leader + " leads its cluster");
  }
}
