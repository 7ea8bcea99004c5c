// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchHeadTest {
  private static final PartitionKey PARTITION = new PartitionKey(1, 2, 3);

  /** Batches of many sizes, in segments of 100,000 bytes, asked for in any order. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void shouldFindTheBatchOfAnyMessage(int seed) {
    Random random = new Random(seed);
    try (LogStore store = new MemoryLogStore(100_000);
        PartitionLog log = store.openLog(PARTITION)) {
      List<Long> heads = new ArrayList<>();
      for (long timestamp = 1; heads.size() < 5000; timestamp++) {
        int count = 1 + random.nextInt(seed * 200);
        long base = heads.size();
        log.append(Batches.numbered("batch", count), timestamp);
        for (int i = 0; i < count; i++) {
          heads.add(base);
        }
      }
      for (int i = 0; i < 2000; i++) {
        int offset = random.nextInt(heads.size());
        int further = Math.min(heads.size() - 1, offset + random.nextInt(150));
        for (int at : new int[] {offset, further}) {
          assertThat(log.batchOf(at).map(BatchHead::baseOffset)).contains(heads.get(at));
        }
      }
      assertThat(log.batchOf(heads.size())).isEqualTo(Optional.empty());
    }
  }
}
