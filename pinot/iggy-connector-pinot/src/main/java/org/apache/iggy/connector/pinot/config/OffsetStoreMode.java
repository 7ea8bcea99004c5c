// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.config;

import java.util.Locale;

/** Under whose name the server is told which messages a table has committed. */
public enum OffsetStoreMode {
  /** As a consumer of its own: needs no membership, and works for any number of Pinot servers. */
  CONSUMER,

  /**
   * For the consumer group: seen by tools that look at groups only. The connection that stores has
   * to be a member and to own the partition, so a partition that another member holds is left out.
   */
  GROUP,

  /** The server is told nothing. */
  NONE;

  /**
   * The mode that a configuration names, in any case.
   *
   * @throws IllegalArgumentException when it names none
   */
  static OffsetStoreMode parse(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
