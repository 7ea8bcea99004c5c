// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.testkit.recording;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.ConnectRecord;
import org.apache.iggy.connector.connect.api.ConnectorContext;
import org.apache.iggy.connector.connect.api.ConnectorInfo;
import org.apache.iggy.connector.connect.api.ErrorCategory;
import org.apache.iggy.connector.connect.api.SinkBatch;
import org.apache.iggy.connector.connect.api.SinkConnector;
import org.apache.iggy.connector.connect.api.config.Config;
import org.apache.iggy.connector.connect.api.config.ConfigKey;
import org.apache.iggy.connector.connect.api.config.ConfigSpec;
import org.apache.iggy.connector.connect.api.config.ConfigType;

/**
 * A sink that a test can trust: it appends each batch to a file and returns when the disk has it.
 *
 * <p>One line a record: coordinates, a space, and the payload in Base64. It looks at nothing and
 * refuses nothing; while the file's folder is missing, it is away. Tasks and runtimes may share a
 * file: each batch is a single append.
 */
public final class FileSink implements SinkConnector {
  /** The name in configuration files. */
  public static final String NAME = "testkit_file";

  private static final ConfigKey<String> FILE =
      ConfigKey.of("file", ConfigType.STRING, "The file; its folder has to exist.")
          .required()
          .example("\"/tmp/records\"");
  private static final ConfigKey<String> PASSWORD =
      ConfigKey.of("password", ConfigType.STRING, "Not used: something to keep secret.").secret();

  private Path file;

  @Override
  public ConnectorInfo info() {
    return new ConnectorInfo(NAME, "File", "Appends records to a file, for tests.");
  }

  @Override
  public ConfigSpec spec() {
    return ConfigSpec.of(FILE, PASSWORD);
  }

  @Override
  public void configure(Config config) {
    file = Path.of(config.get(FILE)).toAbsolutePath();
  }

  @Override
  public void verify() {
    requireFolder();
  }

  @Override
  public void start(ConnectorContext context) {
    requireFolder();
  }

  private void requireFolder() {
    if (!Files.isDirectory(file.getParent())) {
      throw new ConnectException(
          ErrorCategory.TRANSIENT, "the folder of file " + file + " is missing");
    }
  }

  @Override
  public void write(SinkBatch batch) throws IOException {
    requireFolder();
    if (batch.size() == 0) {
      return;
    }
    StringBuilder lines = new StringBuilder();
    for (ConnectRecord record : batch) {
      lines
          .append(record.origin())
          .append(' ')
          .append(Base64.getEncoder().encodeToString(record.payload().bytes()))
          .append('\n');
    }
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      ByteBuffer bytes = ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.US_ASCII));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  @Override
  public void stop() {}

  /**
   * The payloads in a file, in its order; none when there is no file. What a crash has left without
   * the end of its line is passed over.
   */
  public static List<byte[]> read(Path file) {
    List<byte[]> payloads = new ArrayList<>();
    try {
      String text = Files.readString(file, StandardCharsets.US_ASCII);
      int start = 0;
      for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
        int space = text.indexOf(' ', start);
        payloads.add(Base64.getDecoder().decode(text.substring(space + 1, end)));
        start = end + 1;
      }
      return payloads;
    } catch (NoSuchFileException e) {
      return payloads;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
