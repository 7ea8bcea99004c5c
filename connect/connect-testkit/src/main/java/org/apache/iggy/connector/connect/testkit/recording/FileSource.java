// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.testkit.recording;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.ConnectRecord;
import org.apache.iggy.connector.connect.api.ConnectorContext;
import org.apache.iggy.connector.connect.api.ConnectorInfo;
import org.apache.iggy.connector.connect.api.ErrorCategory;
import org.apache.iggy.connector.connect.api.MessageId;
import org.apache.iggy.connector.connect.api.Payload;
import org.apache.iggy.connector.connect.api.Schema;
import org.apache.iggy.connector.connect.api.SourceBatch;
import org.apache.iggy.connector.connect.api.SourceConnector;
import org.apache.iggy.connector.connect.api.config.Config;
import org.apache.iggy.connector.connect.api.config.ConfigKey;
import org.apache.iggy.connector.connect.api.config.ConfigSpec;
import org.apache.iggy.connector.connect.api.config.ConfigType;

/**
 * A source that a test can trust: each line of a file is a record with a JSON payload, and its
 * state is the position behind the last line.
 *
 * <p>A record's id is the position of its line's end, so that a line which is read again has the id
 * it had. While the file is missing, the source is away.
 */
public final class FileSource implements SourceConnector {
  /** The name in configuration files. */
  public static final String NAME = "testkit_file";

  private static final ConfigKey<String> FILE =
      ConfigKey.of("file", ConfigType.STRING, "The file.").required().example("\"/tmp/lines\"");
  private static final ConfigKey<Long> BATCH_SIZE =
      ConfigKey.between(
              ConfigKey.of("batch_size", ConfigType.INTEGER, "How many lines a batch has at most."),
              1,
              100_000)
          .defaultsTo(100L);
  private static final ConfigKey<String> PASSWORD =
      ConfigKey.of("password", ConfigType.STRING, "Not used: something to keep secret.").secret();

  private static final long PAUSE_MILLIS = 5;
  private static final int MOST_BYTES = 16 * 1024 * 1024;

  private Path file;
  private int batchSize;
  private long position;
  private ConnectorContext context;

  @Override
  public ConnectorInfo info() {
    return new ConnectorInfo(NAME, "File", "Reads lines of a file, for tests.");
  }

  @Override
  public ConfigSpec spec() {
    return ConfigSpec.of(FILE, BATCH_SIZE, PASSWORD);
  }

  @Override
  public void configure(Config config) {
    file = Path.of(config.get(FILE)).toAbsolutePath();
    batchSize = config.get(BATCH_SIZE).intValue();
  }

  @Override
  public void verify() {
    requireFile();
  }

  @Override
  public void start(ConnectorContext started) {
    context = started;
    requireFile();
    position = started.state().map(FileSource::positionOf).orElse(0L);
  }

  private static long positionOf(byte[] state) {
    if (state.length != Long.BYTES) {
      throw new ConnectException(
          ErrorCategory.PERMANENT, "the state has " + state.length + " bytes, not " + Long.BYTES);
    }
    return ByteBuffer.wrap(state).getLong();
  }

  private void requireFile() {
    if (!Files.exists(file)) {
      throw new ConnectException(ErrorCategory.TRANSIENT, "file " + file + " is missing");
    }
  }

  @Override
  public SourceBatch poll(long timeoutMillis) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
    while (true) {
      requireFile();
      List<ConnectRecord> records = readLines();
      if (!records.isEmpty()) {
        return new SourceBatch(records, ByteBuffer.allocate(Long.BYTES).putLong(position).array());
      }
      if (System.nanoTime() >= end || context.isStopping()) {
        return SourceBatch.empty();
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
  }

  /** Reads whole lines only: one without its end is still being written. */
  private List<ConnectRecord> readLines() throws IOException {
    List<ConnectRecord> records = new ArrayList<>();
    try (RandomAccessFile lines = new RandomAccessFile(file.toFile(), "r")) {
      long available = lines.length() - position;
      if (available < 0) {
        throw new ConnectException(
            ErrorCategory.PERMANENT, "file " + file + " is shorter than it was");
      }
      byte[] bytes = new byte[(int) Math.min(MOST_BYTES, available)];
      lines.seek(position);
      lines.readFully(bytes);
      int start = 0;
      for (int i = 0; i < bytes.length && records.size() < batchSize; i++) {
        if (bytes[i] == '\n') {
          Payload line =
              Payload.ofBytes(context.codec(Schema.JSON), Arrays.copyOfRange(bytes, start, i));
          start = i + 1;
          records.add(ConnectRecord.of(line).withId(new MessageId(0, position + start)));
        }
      }
      position += start;
      return records;
    }
  }

  @Override
  public void stop() {}
}
