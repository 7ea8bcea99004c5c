// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.iggy.connector.embedded.log.Batches.Stored;
import org.apache.iggy.connector.protocol.message.MessageBatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Logs written by another process that is killed, or that has little memory. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class KilledProcessTest {
  private static final int ROUNDS = 3;
  private static final int ACKNOWLEDGED_A_ROUND = 400;

  @TempDir Path data;
  private long acknowledged = -1;
  private long acknowledgedOffset = -1;

  @Test
  void shouldServeEveryAcknowledgedMessageAfterKill() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      Process process = start("256m", AppendingProcess.class, data.toString());
      try (BufferedReader output = process.inputReader()) {
        for (int i = 0; i < ACKNOWLEDGED_A_ROUND; i++) {
          note(output.readLine());
        }
        process.toHandle().destroyForcibly();
        // What it had said before it died counts as well.
        for (String line = output.readLine(); line != null; line = output.readLine()) {
          note(line);
        }
        process.waitFor();
      } finally {
        process.destroyForcibly();
      }
      assertEverythingServed();
    }
  }

  private void note(String line) {
    assertThat(line).as("what the process says").matches("\\d+ \\d+");
    String[] offsets = line.split(" ", -1);
    acknowledged = Long.parseLong(offsets[0]);
    acknowledgedOffset = Long.parseLong(offsets[1]);
  }

  private void assertEverythingServed() {
    try (LogStore store = new FileLogStore(data, AppendingProcess.SEGMENT_BYTES);
        PartitionLog log = store.openLog(AppendingProcess.PARTITION);
        OffsetStore offsets = store.openOffsets(AppendingProcess.PARTITION)) {
      assertThat(log.currentOffset()).isGreaterThanOrEqualTo(acknowledged);
      assertThat(offsets.get(AppendingProcess.CONSUMER).orElseThrow())
          .isBetween(acknowledgedOffset, log.currentOffset());
      long next = 0;
      while (next < log.nextOffset()) {
        List<Stored> messages = Batches.stored(log.read(next, 1000));
        for (Stored message : messages) {
          assertThat(message.offset()).isEqualTo(next);
          assertThat(message.payload()).isEqualTo(AppendingProcess.payload(next));
          next++;
        }
      }
    }
  }

  @Test
  void shouldNotKeepMessagesOfAFolderInTheHeap() throws Exception {
    Process process = start("48m", LargeLogProcess.class, data.toString());
    try (BufferedReader output = process.inputReader()) {
      assertThat(output.lines().collect(Collectors.joining("\n")))
          .isEqualTo("read 192000 messages");
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.waitFor()).isZero();
  }

  private static Process start(String heap, Class<?> main, String argument) throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    String classPath =
        Stream.of(main, PartitionLog.class, MessageBatch.class)
            .map(KilledProcessTest::home)
            .distinct()
            .collect(Collectors.joining(File.pathSeparator));
    return new ProcessBuilder(
            java.toString(), "-Xmx" + heap, "-cp", classPath, main.getName(), argument)
        .redirectErrorStream(true)
        .start();
  }

  private static String home(Class<?> of) {
    try {
      return Path.of(of.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Appends and stores offsets until it is killed, and prints what was acknowledged. */
  static final class AppendingProcess {
    static final PartitionKey PARTITION = new PartitionKey(0, 0, 0);
    static final ConsumerKey CONSUMER = new ConsumerKey(true, 3);
    static final long SEGMENT_BYTES = 200_000;

    private AppendingProcess() {}

    /** From 10 bytes to 30 KB. */
    static String payload(long offset) {
      int padding = offset % 97 == 0 ? 30_000 : (int) (offset % 200);
      return offset + "-".repeat(padding);
    }

    public static void main(String[] args) {
      LogStore store = new FileLogStore(Path.of(args[0]), SEGMENT_BYTES);
      PartitionLog log = store.openLog(PARTITION);
      OffsetStore offsets = store.openOffsets(PARTITION);
      while (true) {
        long first = log.nextOffset();
        String[] payloads = new String[1 + (int) (first % 50)];
        for (int i = 0; i < payloads.length; i++) {
          payloads[i] = payload(first + i);
        }
        AppendResult result = log.append(Batches.of(payloads), 1);
        offsets.put(CONSUMER, result.lastOffset());
        System.out.println(result.lastOffset() + " " + result.lastOffset());
      }
    }
  }

  /** Writes and reads four times its heap. */
  static final class LargeLogProcess {
    private LargeLogProcess() {}

    public static void main(String[] args) {
      LogStore store = new FileLogStore(Path.of(args[0]), 32 * 1024 * 1024);
      PartitionLog log = store.openLog(AppendingProcess.PARTITION);
      byte[][] payloads = new byte[1000][1000 - 64];
      for (int i = 0; i < 192; i++) {
        log.append(Batches.of(payloads), i);
      }
      long read = 0;
      while (read < log.nextOffset()) {
        read += log.read(read, 1000).count();
      }
      System.out.println("read " + read + " messages");
      log.close();
      store.close();
    }
  }
}
