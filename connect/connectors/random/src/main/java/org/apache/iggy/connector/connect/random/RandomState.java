// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.random;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.ErrorCategory;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePackException;
import org.msgpack.core.MessageUnpacker;

/**
 * Where a random source stands, as a MessagePack array: how many records it has made, and its seed.
 * The state of the Rust runtime's random source is the same array without the seed.
 *
 * @param produced how many records were made
 * @param seed what they were made of; empty in a state of the Rust runtime
 */
record RandomState(long produced, Optional<Long> seed) {
  byte[] encode() {
    try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
      packer.packArrayHeader(seed.isPresent() ? 2 : 1).packLong(produced);
      if (seed.isPresent()) {
        packer.packLong(seed.get());
      }
      return packer.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static RandomState decode(byte[] state) {
    try (MessageUnpacker unpacker = MessagePack.newDefaultUnpacker(state)) {
      int fields = unpacker.unpackArrayHeader();
      long produced = unpacker.unpackLong();
      return new RandomState(
          produced, fields > 1 ? Optional.of(unpacker.unpackLong()) : Optional.empty());
    } catch (IOException | MessagePackException e) {
      throw new ConnectException(
          ErrorCategory.CONFIGURATION, "the state is not that of a random source", e);
    }
  }
}
