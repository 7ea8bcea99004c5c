// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PasswordHashTest {
  @Test
  void shouldMatchOnlyItsPassword() {
    PasswordHash hash = PasswordHash.of("sécret");
    assertThat(hash.matches("sécret")).isTrue();
    assertThat(hash.matches("secret")).isFalse();
    assertThat(new PasswordHash(hash.encoded()).matches("sécret")).isTrue();
  }

  @Test
  void shouldSaltAndHideThePassword() {
    PasswordHash hash = PasswordHash.of("secret");
    assertThat(hash.encoded()).isNotEqualTo(PasswordHash.of("secret").encoded());
    assertThat(hash.encoded()).doesNotContain("secret");
    assertThat(hash.toString()).doesNotContain(hash.encoded());
  }
}
