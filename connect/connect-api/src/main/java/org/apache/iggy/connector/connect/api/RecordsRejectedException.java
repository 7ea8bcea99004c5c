// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.api;

import java.util.List;

/**
 * Thrown by {@link SinkConnector#write} when the target took all records of the batch but these.
 *
 * <p>The runtime does with each of them what the connector's {@code on_error} says; the others
 * count as written.
 */
public class RecordsRejectedException extends ConnectException {
  private static final long serialVersionUID = 1L;

  /**
   * A record that was not taken.
   *
   * @param index its place in the batch, from 0
   * @param reason why, in words for the user
   */
  public record Rejection(int index, Exception reason) {}

  private final transient List<Rejection> rejections;

  /**
   * Names the rejected records.
   *
   * @throws IllegalArgumentException when there are none
   */
  public RecordsRejectedException(List<Rejection> rejections) {
    super(ErrorCategory.PERMANENT, describe(rejections), rejections.get(0).reason());
    this.rejections = List.copyOf(rejections);
  }

  private static String describe(List<Rejection> rejections) {
    if (rejections.isEmpty()) {
      throw new IllegalArgumentException("no record was rejected");
    }
    return rejections.size() + " records rejected, the first: " + rejections.get(0).reason();
  }

  /** The rejected records, in no particular order. */
  public List<Rejection> rejections() {
    return rejections;
  }
}
