// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.metadata;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.apache.iggy.connector.embedded.catalog.Catalog;
import org.apache.iggy.connector.embedded.identity.UserDirectory;
import org.apache.iggy.connector.embedded.log.LogStore;
import org.apache.iggy.connector.protocol.hash.XxHash3;
import org.apache.iggy.connector.protocol.wire.MalformedFrameException;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * The catalog and the users in one file, which every change replaces as a whole: after a crash it
 * is the old one or the new one.
 *
 * <pre>{@code
 * magic "IGGYEMB2", checksum u64 (XXH3-64 of what follows), then MetadataCodec
 * }</pre>
 *
 * <p>The first version, "IGGYEMB1", is read too.
 */
public final class MetadataFile {
  private static final long MAGIC = 0x32424D4559474749L;
  private static final long FIRST_MAGIC = 0x31424D4559474749L;
  private static final int HEADER_LENGTH = 16;

  private final Path file;
  private final Path draft;

  /** Uses the file {@code metadata} of a folder that exists. */
  public MetadataFile(Path folder) {
    this.file = folder.resolve("metadata");
    this.draft = folder.resolve("metadata.draft");
  }

  /**
   * Reads what was saved, and opens its partitions.
   *
   * @return whether anything was saved
   * @throws UncheckedIOException when it cannot be read or is damaged
   */
  public boolean load(LogStore store, Catalog catalog, UserDirectory users) {
    try {
      if (!Files.exists(file)) {
        return false;
      }
      byte[] bytes = Files.readAllBytes(file);
      WireReader in = WireReader.of(bytes);
      long magic = in.u64();
      boolean intact =
          (magic == MAGIC || magic == FIRST_MAGIC)
              && in.u64() == XxHash3.hash64(bytes, HEADER_LENGTH, bytes.length - HEADER_LENGTH);
      if (!intact) {
        throw new MalformedFrameException("its checksum does not fit");
      }
      MetadataCodec.decode(in, magic == MAGIC, store, catalog, users);
      return true;
    } catch (MalformedFrameException e) {
      throw new UncheckedIOException(new IOException(file + " is damaged: " + e.getMessage(), e));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }

  /**
   * Saves everything; when this returns, it survives the machine.
   *
   * @throws UncheckedIOException when it cannot be written; the file is as it was then
   */
  public void save(Catalog catalog, UserDirectory users) {
    WireWriter out = new WireWriter();
    out.u64(MAGIC);
    out.u64(0);
    MetadataCodec.encode(catalog, users, out);
    ByteBuffer bytes = out.view();
    int length = bytes.remaining() - HEADER_LENGTH;
    out.patchU64(Long.BYTES, XxHash3.hash64(bytes, HEADER_LENGTH, length));
    try {
      write(bytes);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
      try (FileChannel folder = FileChannel.open(file.getParent())) {
        folder.force(true);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be written", e);
    }
  }

  private void write(ByteBuffer bytes) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            draft,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }
}
