// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;

/** A state file in the hands of one task. The system frees it when the process ends, however. */
public final class StateLock implements AutoCloseable {
  private final FileChannel channel;

  StateLock(FileChannel locked) {
    this.channel = locked;
  }

  /** Lets others have the file. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
