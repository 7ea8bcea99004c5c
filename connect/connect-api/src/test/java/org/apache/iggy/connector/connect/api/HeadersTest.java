// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HeadersTest {
  private static final Headers TWO = Headers.of(List.of(Header.of("a", "1"), Header.of("b", 2)));

  @Test
  void shouldReplaceAHeaderInItsPlace() {
    Headers changed = TWO.with(Header.of("a", "3"));

    assertThat(changed).containsExactly(Header.of("a", "3"), Header.of("b", 2));
    assertThat(TWO.get("a")).contains(Header.of("a", "1"));
  }

  @Test
  void shouldLeaveOutAHeader() {
    assertThat(TWO.without("a")).containsExactly(Header.of("b", 2));
    assertThat(TWO.without("a").without("b")).isEqualTo(Headers.empty());
  }

  @Test
  void shouldShowAValueAsText() {
    assertThat(Header.of("raw", new byte[] {'x', 'y'}).asText()).isEqualTo("xy");
    assertThat(Header.of("number", 42).asText()).isEqualTo("42");
  }
}
