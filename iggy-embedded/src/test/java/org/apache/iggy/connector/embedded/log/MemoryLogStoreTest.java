// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.log;

/** The promises of every store, kept in the heap. */
class MemoryLogStoreTest extends LogStoreContract {
  @Override
  LogStore newStore(long segmentBytes) {
    return new MemoryLogStore(segmentBytes);
  }
}
