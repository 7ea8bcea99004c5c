// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.format;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.ErrorCategory;

/** Reads the files that keys of configurations name; relative to the working directory. */
public final class SchemaFile {
  private static final long MAX_BYTES = 16 << 20;

  private SchemaFile() {}

  /**
   * The text of a file in UTF-8.
   *
   * @param key the key that names it, for errors
   * @throws ConnectException of category CONFIGURATION when it cannot be read
   */
  public static String text(String path, String key) {
    try {
      return Files.readString(checked(path, key));
    } catch (CharacterCodingException e) {
      throw wrong(key, path, "is not UTF-8 text", e);
    } catch (IOException e) {
      throw unreadable(key, path, e);
    }
  }

  /**
   * The bytes of a file.
   *
   * @param key the key that names it, for errors
   * @throws ConnectException of category CONFIGURATION when it cannot be read
   */
  public static byte[] bytes(String path, String key) {
    try {
      return Files.readAllBytes(checked(path, key));
    } catch (IOException e) {
      throw unreadable(key, path, e);
    }
  }

  private static Path checked(String path, String key) throws IOException {
    try {
      Path file = Path.of(path);
      if (Files.size(file) > MAX_BYTES) {
        throw wrong(key, path, "is larger than " + MAX_BYTES + " bytes", null);
      }
      return file;
    } catch (InvalidPathException e) {
      throw wrong(key, path, "is no path", e);
    }
  }

  private static ConnectException unreadable(String key, String path, IOException e) {
    String why = e instanceof NoSuchFileException ? "does not exist" : "cannot be read";
    return wrong(key, path, why, e);
  }

  private static ConnectException wrong(String key, String path, String why, Exception cause) {
    return new ConnectException(
        ErrorCategory.CONFIGURATION, key + ": the file " + path + " " + why, cause);
  }
}
