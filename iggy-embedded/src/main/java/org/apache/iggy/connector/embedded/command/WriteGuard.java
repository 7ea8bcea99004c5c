// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.command;

import java.util.Optional;
import java.util.function.Supplier;
import org.apache.iggy.connector.embedded.log.PartitionKey;

/** Decides whether a write to a partition is executed: a repeated one may not be. */
public interface WriteGuard {
  /** Lets every write pass. */
  WriteGuard NONE =
      new WriteGuard() {
        @Override
        public <T> Optional<T> once(PartitionKey partition, Supplier<T> write) {
          return Optional.of(write.get());
        }
      };

  /**
   * Executes a write unless it was executed before.
   *
   * @return what the write returned; empty when it was not executed
   */
  <T> Optional<T> once(PartitionKey partition, Supplier<T> write);
}
