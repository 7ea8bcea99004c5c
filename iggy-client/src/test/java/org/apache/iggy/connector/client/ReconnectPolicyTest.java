// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.status.ErrorCategory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReconnectPolicyTest {
  private final IggyException lost =
      new IggyException(ErrorCategory.TRANSIENT, "lost the connection");

  @Test
  void shouldDoubleTheWaitUpToTheLargestAndShortenItByAtMostHalf() {
    Reconnection reconnection =
        ReconnectPolicy.builder()
            .budgetMillis(1_000_000)
            .initialBackoffMillis(100)
            .maxBackoffMillis(350)
            .build()
            .newReconnection();

    assertThat(reconnection.nextWaitMillis(lost)).isBetween(50L, 100L);
    assertThat(reconnection.nextWaitMillis(lost)).isBetween(100L, 200L);
    assertThat(reconnection.nextWaitMillis(lost)).isBetween(175L, 350L);
    assertThat(reconnection.nextWaitMillis(lost)).isBetween(175L, 350L);
  }

  @Test
  void shouldStartWithTheFirstWaitAndFullBudgetWhenRecovered() {
    Reconnection reconnection =
        ReconnectPolicy.builder()
            .budgetMillis(1_000_000)
            .initialBackoffMillis(100)
            .build()
            .newReconnection();
    reconnection.nextWaitMillis(lost);
    reconnection.nextWaitMillis(lost);
    assertThat(reconnection.isOutage()).isTrue();

    reconnection.recovered();

    assertThat(reconnection.isOutage()).isFalse();
    assertThat(reconnection.remainingMillis()).isEqualTo(1_000_000);
    assertThat(reconnection.nextWaitMillis(lost)).isBetween(50L, 100L);
  }

  @Test
  void shouldGiveUpWithTheLastFailureWhenTheBudgetIsUsedUp() {
    Reconnection reconnection =
        ReconnectPolicy.builder()
            .budgetMillis(20)
            .initialBackoffMillis(5)
            .maxBackoffMillis(5)
            .build()
            .newReconnection();

    assertThatThrownBy(
            () -> {
              while (true) {
                reconnection.backOff(lost);
              }
            })
        .isInstanceOf(IggyException.class)
        .hasMessageContaining("reconnect budget of 20 ms")
        .hasMessageEndingWith("lost the connection")
        .hasCause(lost);
  }

  @Test
  void shouldThrowTheFailureItselfWhenItIsNotRetried() {
    IggyException refused = new IggyServerException(CommandCode.LOGIN_USER, 42);
    IggyException interrupted = new IggyInterruptedException("interrupted");
    Reconnection reconnection = ReconnectPolicy.defaults().newReconnection();

    assertThatThrownBy(() -> reconnection.nextWaitMillis(refused)).isSameAs(refused);
    assertThatThrownBy(() -> reconnection.nextWaitMillis(interrupted)).isSameAs(interrupted);
    assertThatThrownBy(() -> ReconnectPolicy.none().newReconnection().nextWaitMillis(lost))
        .isSameAs(lost);
  }

  @Test
  void shouldEndTheWaitWhenClosedByAnotherThread() {
    Reconnection reconnection =
        ReconnectPolicy.builder()
            .budgetMillis(3_600_000)
            .initialBackoffMillis(3_600_000)
            .maxBackoffMillis(3_600_000)
            .build()
            .newReconnection();
    CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> reconnection.backOff(lost));

    reconnection.close();

    assertThat(waiting)
        .failsWithin(30, TimeUnit.SECONDS)
        .withThrowableThat()
        .withMessageContaining("closed while reconnecting");
  }

  @Test
  void shouldEndTheWaitAndKeepTheFlagWhenInterrupted() {
    Reconnection reconnection = ReconnectPolicy.defaults().newReconnection();
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> reconnection.backOff(lost))
        .isInstanceOf(IggyInterruptedException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void shouldNameTheOptionWhenAValueIsOutOfRange() {
    assertThatThrownBy(() -> ReconnectPolicy.builder().budgetMillis(-1))
        .hasMessage("budgetMillis is -1, it must be at least 0");
  }
}
