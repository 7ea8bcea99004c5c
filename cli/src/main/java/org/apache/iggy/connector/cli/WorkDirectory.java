// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** A temporary folder, for its owner's eyes only, that is deleted with all its content. */
public final class WorkDirectory implements AutoCloseable {
  private final Path path;

  private WorkDirectory(Path path) {
    this.path = path;
  }

  /** Creates it in the system's folder for temporary files. */
  public static WorkDirectory create() {
    try {
      return new WorkDirectory(Files.createTempDirectory("iggy-connect-"));
    } catch (IOException e) {
      throw new CommandFailedException(
          "cannot create a temporary folder in "
              + System.getProperty("java.io.tmpdir")
              + ": "
              + e.getMessage()
              + " (another can be set by JAVA_OPTS=-Djava.io.tmpdir=...)",
          e);
    }
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /** A new file in it that only its owner can read, as the folder itself. */
  public Path write(String name, String content) {
    try {
      return Files.writeString(path.resolve(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes the folder. */
  @Override
  public void close() throws IOException {
    Files.walkFileTree(
        path,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException failure)
              throws IOException {
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
