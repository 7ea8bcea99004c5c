// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.api.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {
  private static final List<String> KNOWN =
      List.of("limit", "topic", "table", "stdout", "poll_interval", "id");

  @ParameterizedTest
  @CsvSource({
    "limti, limit",
    "tpoic, topic",
    "tabel, table",
    "ilmit, limit",
    "limi, limit",
    "LIMIT, limit",
    "tobic, topic",
    "stdotu, stdout",
    "pol_intervall, poll_interval",
    "di, id"
  })
  void shouldFindWhatWasMeant(String unknown, String meant) {
    assertThat(NearestName.of(unknown, KNOWN)).contains(meant);
  }

  @Test
  void shouldFindNothingWhenAllAreFarOff() {
    assertThat(NearestName.of("milit", KNOWN)).isEmpty();
    assertThat(NearestName.of("password", KNOWN)).isEmpty();
    assertThat(NearestName.of("limit", List.of())).isEmpty();
  }
}
