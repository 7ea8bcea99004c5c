// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.spi;

import org.apache.iggy.connector.client.IggyException;
import org.apache.pinot.spi.stream.PermanentConsumerException;
import org.apache.pinot.spi.stream.TransientConsumerException;

/**
 * Turns failures of the client into the two kinds that Pinot tells apart.
 *
 * <p>A transient one is retried: by a server a few times before it stops the partition, by a
 * controller three times. A permanent one stops the partition at once, until somebody has changed
 * something.
 */
public final class ConsumerFailure {
  private ConsumerFailure() {}

  /** The exception to hand to Pinot; its cause carries the message. */
  public static RuntimeException of(IggyException failure) {
    return failure.isTransient()
        ? new TransientConsumerException(failure)
        : new PermanentConsumerException(failure);
  }
}
