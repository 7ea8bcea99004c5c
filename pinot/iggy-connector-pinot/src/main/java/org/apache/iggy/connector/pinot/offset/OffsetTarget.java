// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.offset;

import java.util.List;
import org.apache.iggy.connector.pinot.config.IggyStreamConfig;

/** Where a table's offsets go: equal for all the configurations that Pinot makes of one table. */
final class OffsetTarget {
  private final IggyStreamConfig config;
  private final List<Object> identity;

  OffsetTarget(IggyStreamConfig config) {
    this.config = config;
    this.identity =
        List.of(
            config.tableName(),
            config.connectionIdentity(),
            config.topic(),
            config.consumerName().orElse(""),
            config.offsetStoreMode());
  }

  IggyStreamConfig config() {
    return config;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OffsetTarget && identity.equals(((OffsetTarget) other).identity);
  }

  @Override
  public int hashCode() {
    return identity.hashCode();
  }

  /** Names table, topic and consumer, for messages. */
  @Override
  public String toString() {
    return "table " + config.tableName() + ", topic " + config.topic();
  }
}
