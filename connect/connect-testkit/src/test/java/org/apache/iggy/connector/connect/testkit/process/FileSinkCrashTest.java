// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.testkit.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.iggy.connector.connect.testkit.Await;
import org.apache.iggy.connector.connect.testkit.load.DeliveryCount;
import org.apache.iggy.connector.connect.testkit.load.NumberedLoad;
import org.apache.iggy.connector.connect.testkit.load.NumberedPayload;
import org.apache.iggy.connector.connect.testkit.load.TestServer;
import org.apache.iggy.connector.connect.testkit.load.TestTopic;
import org.apache.iggy.connector.connect.testkit.recording.FileSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The runtime with a sink that has no key, killed under load. */
class FileSinkCrashTest {
  private static final int KILLS = Integer.getInteger("crash.kills", 3);

  @TempDir Path folder;

  @Test
  @Timeout(1_200)
  void shouldLoseNothingWhenTheRuntimeIsKilled() throws IOException {
    Path target = folder.resolve("records");
    try (TestServer server = TestServer.start(Files.createDirectory(folder.resolve("server")));
        TestTopic topic = TestTopic.create(server.address(), "crash", 3)) {
      RuntimeFolder runtimeFolder =
          RuntimeFolder.create(Files.createDirectory(folder.resolve("runtime")), server.address());
      runtimeFolder.sink(
          "files",
          FileSink.NAME,
          Map.of(
              "stream", "crash", "topics", List.of("crash"), "schema", "json", "batch_length", 100),
          Map.of("file", target.toString()),
          Map.of());
      try (NumberedLoad load = NumberedLoad.start(topic, 2_000, 100);
          RuntimeProcess runtime = RuntimeProcess.on(runtimeFolder, "runtime")) {
        long seed = Long.getLong("crash.seed", System.nanoTime());
        CrashRun.Report report =
            CrashRun.of(runtime, KillSchedule.seeded(seed, 1_000, 500), () -> stored(topic))
                .kill(KILLS);
        load.stop();
        runtime.start();
        Await.until(60_000, () -> topic.lag("iggy-connect-sink-files") == 0, runtime::tail);
        runtime.stop();
        DeliveryCount count =
            DeliveryCount.of(
                topic.numbers(),
                FileSink.read(target).stream()
                    .map(read -> NumberedPayload.numberIn(read).getAsLong())
                    .toList());
        System.out.println("seed " + seed + ": " + report + ", " + count);
        assertThat(count.isAtLeastOnce()).as("%s %s", report, count).isTrue();
        assertThat(count.duplicated()).isLessThanOrEqualTo(KILLS * 3L * 100);
      }
    }
  }

  private static long stored(TestTopic topic) {
    long sum = 0;
    for (int partition = 0; partition < topic.partitions(); partition++) {
      sum += topic.storedOffset("iggy-connect-sink-files", partition).orElse(-1) + 1;
    }
    return sum;
  }
}
