// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.testkit.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DeliveryCountTest {
  @Test
  void shouldCountWhatIsLostDuplicatedAndUnknown() {
    DeliveryCount count =
        DeliveryCount.of(List.of(1L, 2L, 3L, 4L, 4L), List.of(2L, 3L, 3L, 3L, 4L, 4L, 9L));
    assertThat(count.sent()).isEqualTo(5);
    assertThat(count.arrived()).isEqualTo(7);
    assertThat(count.lost()).isEqualTo(1);
    assertThat(count.duplicated()).isEqualTo(2);
    assertThat(count.unknown()).isEqualTo(1);
    assertThat(count.examples())
        .containsExactlyInAnyOrder("1 lost", "3 duplicated", "9 never sent");
    assertThat(count.isAtLeastOnce()).isFalse();
  }

  @Test
  void shouldTellAtLeastOnceFromExactlyOnce() {
    assertThat(DeliveryCount.of(List.of(1L, 2L), List.of(2L, 1L)).isExactlyOnce()).isTrue();
    DeliveryCount twice = DeliveryCount.of(List.of(1L), List.of(1L, 1L));
    assertThat(twice.isAtLeastOnce()).isTrue();
    assertThat(twice.isExactlyOnce()).isFalse();
  }
}
