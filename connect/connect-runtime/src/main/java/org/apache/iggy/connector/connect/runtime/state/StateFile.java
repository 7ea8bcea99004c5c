// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.state;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.ErrorCategory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The state of one source in a file, which is always whole: a new state is written to a file beside
 * it, forced to the disk and renamed. What {@link #save} has returned from survives the machine.
 *
 * <p>Looking at it and {@link #delete deleting} it is for anybody; {@link #save} is for who holds
 * the {@link #lock}. Not thread-safe.
 */
public final class StateFile {
  private static final Logger LOG = LoggerFactory.getLogger(StateFile.class);

  private final Path file;

  StateFile(Path file) {
    this.file = file;
  }

  /** Where it is. */
  public Path path() {
    return file;
  }

  /**
   * The state; empty when there is none yet.
   *
   * @throws ConnectException of category CONFIGURATION, naming the file, when it is damaged
   * @throws IOException when it cannot be read
   */
  public Optional<StateFileContent> load() throws IOException {
    byte[] content;
    try {
      content = Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new IOException("the state file " + file + " cannot be read: " + e, e);
    }
    if (content.length == 0) {
      LOG.info("{} is empty, as the Rust runtime leaves it: the source starts anew", file);
      return Optional.empty();
    }
    try {
      return Optional.of(StateFileContent.decode(content));
    } catch (DamagedStateException e) {
      throw new ConnectException(
          ErrorCategory.CONFIGURATION,
          "the state file "
              + file
              + " is damaged: "
              + e.getMessage()
              + "; put a copy of it there, or delete it to have the source start anew",
          e);
    }
  }

  /**
   * The bytes that a source of this name is started with; empty when there is no state yet.
   *
   * @throws ConnectException of category CONFIGURATION, naming the file, when it is damaged or of
   *     another connector
   * @throws IOException when it cannot be read
   */
  public Optional<byte[]> load(String connector) throws IOException {
    Optional<StateFileContent> state = load();
    Optional<String> owner = state.flatMap(StateFileContent::connector);
    if (owner.isPresent() && !owner.get().equals(connector)) {
      throw new ConnectException(
          ErrorCategory.CONFIGURATION,
          "the state file "
              + file
              + " is that of a "
              + owner.get()
              + " source and not of a "
              + connector
              + " source; give the source another key, or delete the file");
    }
    return state.map(StateFileContent::bytes);
  }

  /**
   * Saves a state; returns when it is on the disk. When it throws, the state before is still there.
   *
   * @param connector name of the source
   * @throws IOException that names the file, such as for a full disk
   */
  public void save(String connector, byte[] state) throws IOException {
    long savedAtMicros = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    Path written = file.resolveSibling(file.getFileName() + ".tmp");
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      write(written, StateFileContent.encode(connector, savedAtMicros, state));
      keepOfRustRuntime();
      move(written);
      forceFolder();
    } catch (IOException e) {
      discard(written);
      throw new IOException("the state file " + file + " cannot be written: " + e, e);
    }
  }

  private static void discard(Path written) {
    try {
      Files.deleteIfExists(written);
    } catch (IOException e) {
      LOG.debug("{} is left behind", written, e);
    }
  }

  private static void write(Path to, byte[] content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            to,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  /** The Rust runtime cannot read our files; its last one is kept, for those who go back. */
  private void keepOfRustRuntime() throws IOException {
    Path kept = file.resolveSibling(file.getFileName() + ".rust");
    if (Files.exists(kept) || !Files.exists(file)) {
      return;
    }
    byte[] present = Files.readAllBytes(file);
    try {
      if (present.length > 0 && StateFileContent.decode(present).isOfRustRuntime()) {
        write(kept, present);
      }
    } catch (DamagedStateException e) {
      LOG.warn("{} is damaged and written anew", file);
    }
  }

  private void move(Path written) throws IOException {
    try {
      Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(written, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** The rename is an entry of the folder. Not every system lets a folder be opened. */
  private void forceFolder() {
    try (FileChannel folder =
        FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
      folder.force(true);
    } catch (IOException e) {
      LOG.debug("the folder of {} cannot be forced to the disk", file, e);
    }
  }

  /**
   * Deletes the state: the source starts anew. Its lock has to be free or held by the caller.
   *
   * @return whether there was one
   * @throws IOException when it cannot be deleted
   */
  public boolean delete() throws IOException {
    return Files.deleteIfExists(file);
  }

  /**
   * Takes the file for one task, until the lock is closed or the process ends.
   *
   * @throws ConnectException of category TRANSIENT when somebody has it: two tasks that send the
   *     same records would overwrite each other's state
   * @throws IOException when the folder cannot be written to
   */
  public StateLock lock() throws IOException {
    Path at = file.resolveSibling(file.getFileName() + ".lock");
    FileChannel channel = null;
    try {
      Files.createDirectories(at.toAbsolutePath().getParent());
      channel = FileChannel.open(at, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return new StateLock(channel);
      }
    } catch (OverlappingFileLockException e) {
      LOG.debug("{} is locked by this process", at, e);
    } catch (IOException e) {
      throw new IOException("the state file " + file + " cannot be locked: " + e, e);
    }
    channel.close();
    throw new ConnectException(
        ErrorCategory.TRANSIENT,
        "the state file "
            + file
            + " is in use by another task or runtime; a source runs once at a time");
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
