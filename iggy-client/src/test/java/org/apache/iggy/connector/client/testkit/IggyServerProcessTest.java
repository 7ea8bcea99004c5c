// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.apache.iggy.connector.client.ConnectionOptions;
import org.apache.iggy.connector.client.IggyClient;
import org.apache.iggy.connector.client.IggyException;
import org.apache.iggy.connector.client.IggyTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server process that goes and comes back. */
@Timeout(120)
class IggyServerProcessTest {
  @Test
  void shouldComeBackOnItsPortWithItsDataWhenStoppedKilledAndFrozen(@TempDir Path data) {
    try (IggyServerProcess server = IggyServerProcess.start(data)) {
      ConnectionOptions options = IggyTarget.options(server.address()).build();
      try (IggyClient client = IggyClient.connect(options, 2)) {
        client.streams().create("one");

        server.stop();
        assertThatThrownBy(() -> client.streams().list()).isInstanceOf(IggyException.class);
        server.start();
        assertThat(client.streams().list()).hasSize(1);
        client.streams().create("two");

        server.kill();
        server.start();
        assertThat(client.streams().list()).hasSize(2);

        server.freeze();
        assertThatThrownBy(() -> client.within(100).streams().list())
            .isInstanceOf(IggyTimeoutException.class);
        server.thaw();
        assertThat(client.streams().list()).hasSize(2);
      }
    }
  }
}
