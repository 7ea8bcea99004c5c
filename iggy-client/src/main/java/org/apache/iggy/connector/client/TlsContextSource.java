// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.apache.iggy.connector.protocol.status.ErrorCategory;

/**
 * The context for new TLS connections, made again when the files behind it have changed. Files are
 * compared by what is in them, because a rotation may keep a file's size and time. Thread-safe.
 */
final class TlsContextSource {
  private final Supplier<SSLContext> maker;
  private final List<Path> files;
  private SSLContext context;
  private List<ByteBuffer> contents;

  /**
   * Makes the first context.
   *
   * @throws IggyException of category configuration when a file is missing or damaged
   */
  TlsContextSource(Supplier<SSLContext> maker, List<Path> files) {
    this.maker = maker;
    this.files = List.copyOf(files);
    this.contents = read();
    this.context = maker.get();
  }

  /** A context that never changes. */
  static TlsContextSource of(SSLContext context) {
    Objects.requireNonNull(context, "context");
    return new TlsContextSource(() -> context, List.of());
  }

  /**
   * The context as the files are now.
   *
   * @throws IggyException of category transient when a file has changed and cannot be used: it may
   *     be half written, and is read again for the next connection
   */
  synchronized SSLContext current() {
    List<ByteBuffer> now = read();
    if (!now.equals(contents)) {
      try {
        context = maker.get();
      } catch (IggyException e) {
        throw new IggyException(
            ErrorCategory.TRANSIENT,
            "the files of the TLS options have changed since they were last read, and "
                + e.getMessage(),
            e);
      }
      contents = now;
    }
    return context;
  }

  /** What is in the files; nothing for one that cannot be read, of which the maker complains. */
  private List<ByteBuffer> read() {
    List<ByteBuffer> read = new ArrayList<>();
    for (Path file : files) {
      try {
        read.add(ByteBuffer.wrap(Files.readAllBytes(file)));
      } catch (IOException e) {
        read.add(ByteBuffer.allocate(0));
      }
    }
    return read;
  }
}
