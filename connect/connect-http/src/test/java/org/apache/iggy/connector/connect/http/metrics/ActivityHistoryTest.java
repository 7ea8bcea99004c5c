// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.http.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.apache.iggy.connector.connect.config.ConnectorId;
import org.apache.iggy.connector.connect.config.ConnectorType;
import org.apache.iggy.connector.connect.http.view.ConnectorSnapshot;
import org.apache.iggy.connector.connect.runtime.ConnectorStatus;
import org.apache.iggy.connector.connect.runtime.PartitionProgress;
import org.apache.iggy.connector.connect.runtime.monitor.CounterValues;
import org.junit.jupiter.api.Test;

class ActivityHistoryTest {
  private static final ConnectorId SINK = new ConnectorId(ConnectorType.SINK, "orders");
  private static final long SECOND = 1_000_000_000L;

  private final ActivityHistory history = new ActivityHistory(null);

  @Test
  void shouldTellRatesOverTheTimeThatPassed() {
    history.add(List.of(sink(1_000, 0)), 0);
    history.add(List.of(sink(1_500, 4)), 2 * SECOND);

    List<ActivityHistory.Point> points = history.after(-1).points().get(SINK);

    assertThat(points).hasSize(2);
    assertThat(points.get(0)).isNull();
    assertThat(points.get(1).messagesPerSecond()).isEqualTo(250);
    assertThat(points.get(1).errorsPerSecond()).isEqualTo(2);
    assertThat(points.get(1).lagMessages()).hasValue(7);
  }

  @Test
  void shouldNotGoBelowZeroWhenAConnectorCountsAnew() {
    history.add(List.of(sink(1_000, 9)), 0);
    history.add(List.of(sink(10, 0)), SECOND);

    assertThat(history.after(0).points().get(SINK).get(0).messagesPerSecond()).isZero();
  }

  @Test
  void shouldForgetWhatIsOldAndConnectorsThatAreGone() {
    for (int i = 0; i < 400; i++) {
      history.add(List.of(sink(i, 0)), i * SECOND);
    }
    ActivityHistory.Span all = history.after(-1);
    assertThat(all.first()).isEqualTo(100);
    assertThat(all.next()).isEqualTo(400);
    assertThat(all.points().get(SINK)).hasSize(300);
    assertThat(history.after(397).points().get(SINK)).hasSize(2);
    assertThat(history.after(399).points().get(SINK)).isEmpty();

    history.add(List.of(), 400 * SECOND);
    assertThat(history.after(-1).points()).isEmpty();
  }

  private static ConnectorSnapshot sink(long processed, long errors) {
    return new ConnectorSnapshot(
        SINK,
        1,
        "Orders",
        "stdout",
        "0.1.0",
        Optional.of("toml"),
        true,
        ConnectorStatus.RUNNING,
        Optional.empty(),
        new CounterValues(0, 0, processed, processed, 0, errors, 0, 0, 0, 0, 0),
        List.of(new PartitionProgress("shop", "orders", 0, 2, 9)));
  }
}
