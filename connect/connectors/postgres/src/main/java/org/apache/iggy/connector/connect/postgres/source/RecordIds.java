// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.source;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.apache.iggy.connector.connect.api.MessageId;

/** Ids of messages that are the same each time the same thing is read. */
final class RecordIds {
  private RecordIds() {}

  static Digest digest() {
    return new Digest();
  }

  /** Takes in what an id depends on; each part stands for itself. */
  static final class Digest {
    private final MessageDigest sha256;

    private Digest() {
      try {
        sha256 = MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java has SHA-256", e);
      }
    }

    /** Takes in a text; null is unlike every text. */
    Digest add(String part) {
      if (part == null) {
        sha256.update(ByteBuffer.allocate(4).putInt(-1).flip());
        return this;
      }
      return add(part.getBytes(StandardCharsets.UTF_8));
    }

    Digest add(byte[] part) {
      sha256.update(ByteBuffer.allocate(4).putInt(part.length).flip());
      sha256.update(part);
      return this;
    }

    /** The first 128 bits. */
    MessageId toId() {
      ByteBuffer bits = ByteBuffer.wrap(sha256.digest());
      return new MessageId(bits.getLong(), bits.getLong());
    }
  }
}
