// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.log;

import java.nio.ByteBuffer;
import org.apache.iggy.connector.protocol.message.MessageBatch;

/** A batch in the log's own layout, as clients of Iggy 0.8 send it. */
record IncomingLegacyBatch(MessageBatch batch) implements IncomingBatch {
  @Override
  public int count() {
    return batch.count();
  }

  @Override
  public int sizeBytes() {
    return batch.sizeBytes();
  }

  @Override
  public void writeTo(ByteBuffer target) {
    target.put(batch.messages());
  }

  @Override
  public boolean givesIds() {
    return true;
  }
}
