// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.spi;

import java.util.Map;
import java.util.Optional;
import org.apache.iggy.connector.client.FrameTooLargeException;
import org.apache.iggy.connector.client.IggyException;
import org.apache.iggy.connector.client.IggyInterruptedException;
import org.apache.iggy.connector.client.IggyServerException;
import org.apache.iggy.connector.client.reader.OffsetRegressException;
import org.apache.iggy.connector.protocol.status.IggyStatus;
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
  private static final Map<IggyStatus, String> HINTS =
      Map.of(
          IggyStatus.INVALID_CREDENTIALS,
          "; check stream.iggy.username and stream.iggy.password",
          IggyStatus.UNAUTHORIZED,
          "; the user of stream.iggy.username must be allowed to read the topic and poll messages",
          IggyStatus.STREAM_ID_NOT_FOUND,
          "; check stream.iggy.stream.id",
          IggyStatus.TOPIC_ID_NOT_FOUND,
          "; check stream.iggy.topic.id");

  private ConsumerFailure() {}

  /** The exception to hand to Pinot; its cause carries the message, with the keys to change. */
  public static RuntimeException of(IggyException failure) {
    if (failure instanceof IggyInterruptedException) {
      return new TransientConsumerException(interruption(failure));
    }
    IggyException hinted =
        hint(failure)
            .map(
                hint -> new IggyException(failure.category(), failure.getMessage() + hint, failure))
            .orElse(failure);
    return failure.isTransient()
        ? new TransientConsumerException(hinted)
        : new PermanentConsumerException(hinted);
  }

  /** Pinot interrupts a consumer that it stops, and complains unless it finds this as the cause. */
  private static InterruptedException interruption(IggyException failure) {
    InterruptedException interruption = new InterruptedException(failure.getMessage());
    interruption.initCause(failure);
    return interruption;
  }

  /** What to change in the table's configuration, for refusals that it can mend. */
  private static Optional<String> hint(IggyException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof FrameTooLargeException) {
        return Optional.of("; raise stream.iggy.fetch.max.bytes");
      }
      if (cause instanceof OffsetRegressException) {
        return Optional.of(
            "; set stream.iggy.offset.regress.policy to continue, or resume consumption from an"
                + " offset of your choice");
      }
      if (cause instanceof IggyServerException) {
        return Optional.ofNullable(HINTS.get(((IggyServerException) cause).status()));
      }
    }
    return Optional.empty();
  }
}
