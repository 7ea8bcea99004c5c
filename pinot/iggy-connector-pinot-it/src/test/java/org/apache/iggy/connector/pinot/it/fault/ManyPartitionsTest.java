// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.iggy.connector.client.IggyAddress;
import org.apache.iggy.connector.client.testkit.FaultProxy;
import org.apache.iggy.connector.embedded.EmbeddedIggyServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A table of 64 partitions, all of which lose their connections at the same time. */
@Execution(ExecutionMode.CONCURRENT)
@Tag("one-pinot")
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class ManyPartitionsTest {
  private static final int PARTITIONS = 64;
  private static final int EVENTS_A_SECOND = 3_000;

  @Test
  void shouldConsumeSixtyFourPartitionsAndBringThemAllBack() {
    try (EmbeddedIggyServer server = EmbeddedIggyServer.start()) {
      IggyAddress address = IggyAddress.of(server.host(), server.port());
      try (FaultProxy proxy = FaultProxy.start(address);
          FaultScene scene = new FaultScene(address, PARTITIONS)) {
        scene.startFeed(EVENTS_A_SECOND);
        scene.startTable(proxy.address(), Map.of());
        scene.consumeSome();
        assertThat(scene.table().partitions()).hasSize(PARTITIONS);

        proxy.refuse();
        proxy.cutAll();
        scene.feed().awaitMore(3_000);
        proxy.listen();

        scene.feed().awaitMore(3_000);
        scene.assertExact();
      }
    }
  }
}
