// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.log;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The promises of every store, kept on a folder. */
class FileLogStoreTest extends LogStoreContract {
  @TempDir Path folder;

  @Override
  LogStore newStore(long segmentBytes) {
    return new FileLogStore(folder, segmentBytes);
  }
}
