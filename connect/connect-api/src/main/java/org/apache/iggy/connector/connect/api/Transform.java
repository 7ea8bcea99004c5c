// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.api;

/** A step between a source or a sink and its topic. Thread-safe. */
@FunctionalInterface
public interface Transform {
  /**
   * Returns the record as it goes on.
   *
   * @return the record itself, a changed copy, or null to drop it
   * @throws ConnectException when it cannot be applied; the connector's {@code on_error} decides
   */
  ConnectRecord apply(ConnectRecord record);
}
