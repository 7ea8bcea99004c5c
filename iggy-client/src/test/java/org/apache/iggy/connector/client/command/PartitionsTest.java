// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.command;

import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.iggy.connector.protocol.message.PollingStrategy;
import org.apache.iggy.connector.protocol.status.IggyStatus;
import org.apache.iggy.connector.protocol.topic.PartitionInfo;
import org.junit.jupiter.api.Test;

class PartitionsTest extends AreaTest {
  @Test
  void shouldAddBehindTheLastAndDeleteFromTheEnd() {
    createTopic(2);
    client.partitions().add(stream, TOPIC, 2);
    assertThat(partitionIds()).containsExactly(0, 1, 2, 3);

    client.partitions().deleteLast(stream, TOPIC, 1);
    assertThat(partitionIds()).containsExactly(0, 1, 2);
  }

  @Test
  void shouldKeepTheOpenSegmentWhenOldSegmentsAreDeleted() {
    createTopic(1);
    send(0, "a");
    client.partitions().deleteOldestSegments(stream, TOPIC, 0, 1);

    assertThat(client.messages().poll(stream, TOPIC, 0, PollingStrategy.first(), 10).count())
        .isEqualTo(1);
  }

  @Test
  void shouldRefuseACountThatIsOutOfRange() {
    createTopic(1);
    assertRefused(
        IggyStatus.TOO_MANY_PARTITIONS, () -> client.partitions().add(stream, TOPIC, 1001));
  }

  private List<Integer> partitionIds() {
    return client.topics().find(stream, TOPIC).orElseThrow().partitions().stream()
        .map(PartitionInfo::id)
        .collect(toList());
  }
}
