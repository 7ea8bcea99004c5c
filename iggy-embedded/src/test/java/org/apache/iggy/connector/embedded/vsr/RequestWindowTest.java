// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.vsr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestWindowTest {
  private static final int REMEMBERED = 128;

  @Test
  void shouldKnowNoNumberAtFirst() {
    assertThat(new RequestWindow().contains(1)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 20, 63, 64, 65, 127, 128, 129, 500})
  void shouldRememberExactlyTheNumbersNearTheHighest(int largestStep) {
    Random random = new Random(largestStep);
    RequestWindow window = new RequestWindow();
    Set<Long> executed = new HashSet<>();
    long highest = 0;
    for (int i = 0; i < 2000; i++) {
      long number = Math.max(1, highest + 1 + random.nextInt(largestStep) - largestStep / 3);
      boolean expected =
          executed.contains(number) || (highest > 0 && highest - number > REMEMBERED);
      assertThat(window.contains(number)).as("%s below %s", number, highest).isEqualTo(expected);
      if (!expected) {
        window.add(number);
        executed.add(number);
        highest = Math.max(highest, number);
      }
    }
  }
}
