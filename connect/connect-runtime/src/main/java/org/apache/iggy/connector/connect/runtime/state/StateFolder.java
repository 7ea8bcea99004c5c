// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.state;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;

/** The folder of the sources' state files; made when the first of them is used. Immutable. */
public final class StateFolder {
  private static final String PLAIN =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.";

  private final Path folder;

  /** A folder that does not have to exist. */
  public StateFolder(Path folder) {
    this.folder = Objects.requireNonNull(folder);
  }

  /** The folder. */
  public Path path() {
    return folder;
  }

  /** The file of a source: {@code source_KEY.state}. */
  public StateFile source(String key) {
    return new StateFile(folder.resolve("source_" + fileName(key) + ".state"));
  }

  /** A key is any text; what could mean something in a path is written as {@code %2F}. */
  private static String fileName(String key) {
    StringBuilder name = new StringBuilder();
    for (byte b : key.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      boolean plain = PLAIN.indexOf(c) >= 0;
      name.append(plain ? String.valueOf(c) : String.format("%%%02X", (int) c));
    }
    return name.toString();
  }

  @Override
  public String toString() {
    return folder.toString();
  }
}
