// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.reader;

import org.apache.iggy.connector.client.IggyException;
import org.apache.iggy.connector.protocol.status.ErrorCategory;

/** Delivered messages were lost on the server, and the reader's policy is not to go on. */
public final class OffsetRegressException extends IggyException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception with a message that names the partition and the offsets. */
  OffsetRegressException(String message) {
    super(ErrorCategory.PERMANENT, message);
  }
}
