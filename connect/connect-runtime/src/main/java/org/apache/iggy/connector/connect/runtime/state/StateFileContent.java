// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePackException;
import org.msgpack.core.MessageUnpacker;

/**
 * What a state file holds.
 *
 * <p>A MessagePack map of {@code format}, which is always {@value #FORMAT}; {@code connector}, the
 * name of the source; {@code saved_at}, in microseconds since 1970; {@code state}, the source's own
 * bytes; and {@code crc32c} of these. A file of the Rust runtime holds the bytes of its source and
 * nothing else: one MessagePack value, of sources that are written in Rust an array.
 *
 * <p>Immutable, but for the bytes, which are not to be changed.
 */
public final class StateFileContent {
  static final String FORMAT = "iggy-connect-source-state-1";
  private static final int FIELDS = 5;

  private final Optional<String> connector;
  private final Optional<Instant> savedAt;
  private final byte[] bytes;

  private StateFileContent(Optional<String> connector, Optional<Instant> savedAt, byte[] bytes) {
    this.connector = connector;
    this.savedAt = savedAt;
    this.bytes = bytes;
  }

  /** The source's name; empty in a file of the Rust runtime. */
  public Optional<String> connector() {
    return connector;
  }

  /** When it was saved; empty in a file of the Rust runtime. */
  public Optional<Instant> savedAt() {
    return savedAt;
  }

  /** The source's own bytes. */
  public byte[] bytes() {
    return bytes;
  }

  /** Whether the file was one of the Rust runtime. */
  public boolean isOfRustRuntime() {
    return connector.isEmpty();
  }

  static byte[] encode(String connector, long savedAtMicros, byte[] state) {
    try (MessageBufferPacker out = MessagePack.newDefaultBufferPacker()) {
      out.packMapHeader(FIELDS);
      out.packString("format").packString(FORMAT);
      out.packString("connector").packString(connector);
      out.packString("saved_at").packLong(savedAtMicros);
      out.packString("state").packBinaryHeader(state.length).writePayload(state);
      out.packString("crc32c").packLong(crc32c(state));
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a file's content.
   *
   * @throws DamagedStateException when it is no state
   */
  static StateFileContent decode(byte[] content) throws DamagedStateException {
    try (MessageUnpacker in = MessagePack.newDefaultUnpacker(content)) {
      StateFileContent state = isOurs(content) ? decodeOurs(in) : decodeRust(in, content);
      if (in.hasNext()) {
        throw new DamagedStateException("there are bytes behind its end", null);
      }
      return state;
    } catch (IOException | MessagePackException e) {
      throw new DamagedStateException("it is no complete MessagePack", e);
    }
  }

  private static boolean isOurs(byte[] content) {
    try (MessageUnpacker in = MessagePack.newDefaultUnpacker(content)) {
      return in.unpackMapHeader() == FIELDS
          && in.unpackString().equals("format")
          && in.unpackString().startsWith("iggy-connect-source-state-");
    } catch (IOException | MessagePackException e) {
      return false;
    }
  }

  private static StateFileContent decodeOurs(MessageUnpacker in)
      throws IOException, DamagedStateException {
    in.unpackMapHeader();
    in.unpackString();
    String format = in.unpackString();
    if (!format.equals(FORMAT)) {
      throw new DamagedStateException("its format " + format + " is of another release", null);
    }
    in.unpackString();
    String connector = in.unpackString();
    in.unpackString();
    Instant savedAt = Instant.EPOCH.plusNanos(Math.multiplyExact(in.unpackLong(), 1_000));
    in.unpackString();
    byte[] state = in.readPayload(in.unpackBinaryHeader());
    in.unpackString();
    if (in.unpackLong() != crc32c(state)) {
      throw new DamagedStateException("its checksum does not fit", null);
    }
    return new StateFileContent(Optional.of(connector), Optional.of(savedAt), state);
  }

  private static StateFileContent decodeRust(MessageUnpacker in, byte[] content)
      throws IOException {
    in.skipValue();
    return new StateFileContent(Optional.empty(), Optional.empty(), content);
  }

  private static long crc32c(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return crc.getValue();
  }

  /** Whose state it is and how large, without its content. */
  @Override
  public String toString() {
    return "StateFileContent{" + connector.orElse("Rust runtime") + ", " + bytes.length + " bytes}";
  }
}
