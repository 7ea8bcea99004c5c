// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.topic;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.apache.iggy.connector.protocol.message.HeaderField;
import org.apache.iggy.connector.protocol.message.UserHeaders;
import org.apache.iggy.connector.protocol.wire.MalformedFrameException;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * Settings by name, as Iggy 0.9 has them for topics: {@link TopicOption} lists the known ones.
 *
 * <p>On the wire they look like {@link UserHeaders} whose keys are texts. The bytes are kept as
 * they came and read when they are asked for, so that a newer server's options do no harm.
 * Immutable.
 */
public final class Options {
  /** The most bytes that a server takes. */
  public static final int MAX_ENCODED_LENGTH = 100_000;

  private static final Options NONE = new Options(new byte[0]);

  private final byte[] block;

  private Options(byte[] block) {
    this.block = block;
  }

  /** No options. */
  public static Options none() {
    return NONE;
  }

  /** Options from texts and their values. */
  public static Options of(UserHeaders entries) {
    if (entries.isEmpty()) {
      return NONE;
    }
    byte[] block = new byte[entries.encodedLength()];
    entries.encode(ByteBuffer.wrap(block));
    return new Options(block);
  }

  /** Reads options that take all of a body's rest. */
  public static Options decodeRest(WireReader in) {
    return in.hasRemaining() ? new Options(in.bytes(in.remaining())) : NONE;
  }

  /** Reads options behind their length: u32, then so many bytes. */
  public static Options decode(WireReader in) {
    long length = in.u32();
    return length == 0 ? NONE : new Options(in.bytes(length));
  }

  /** Whether there are none. */
  public boolean isEmpty() {
    return block.length == 0;
  }

  /**
   * The options, one by one.
   *
   * @throws MalformedFrameException when they are not well formed
   */
  public UserHeaders entries() {
    return UserHeaders.decode(ByteBuffer.wrap(block), 0, block.length);
  }

  /**
   * The value of one option.
   *
   * @throws MalformedFrameException when the options are not well formed
   */
  public Optional<HeaderField> get(String key) {
    return entries().get(key);
  }

  /** Writes them without their length. */
  public void encodeRest(WireWriter out) {
    out.bytes(block);
  }

  /** Writes their length and them. */
  public void encode(WireWriter out) {
    out.u32(block.length);
    out.bytes(block);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Options && Arrays.equals(block, ((Options) other).block);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(block);
  }

  @Override
  public String toString() {
    try {
      return entries().toString();
    } catch (MalformedFrameException e) {
      return "Options of " + block.length + " bytes";
    }
  }
}
