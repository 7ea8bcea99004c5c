// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.log;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Segments as files of one folder.
 *
 * <pre>{@code
 * 00000000000000000000.log     messages from offset 0 on, back to back in the legacy layout
 * 00000000000000000000.index   see SegmentIndexFile; only of sealed segments
 * 00000000000000012345.log     the open segment
 * }</pre>
 */
final class FileSegmentStore implements SegmentStore {
  private static final String LOG = ".log";
  private static final String INDEX = ".index";

  private final Path folder;
  private final StorageFile.Opener files;

  /** Creates it; {@code folder} exists. */
  FileSegmentStore(Path folder, StorageFile.Opener files) {
    this.folder = folder;
    this.files = files;
  }

  @Override
  public List<LogSegment> recover() throws IOException {
    List<Long> baseOffsets = baseOffsets();
    List<LogSegment> segments = new ArrayList<>();
    long lastTimestampMicros = 0;
    for (int i = 0; i < baseOffsets.size(); i++) {
      long baseOffset = baseOffsets.get(i);
      boolean last = i + 1 == baseOffsets.size();
      LogSegment segment =
          last ? recoverOpen(baseOffset, lastTimestampMicros) : recoverSealed(baseOffset);
      segments.add(segment);
      lastTimestampMicros = segment.state().lastTimestampMicros();
      if (!last && segment.state().nextOffset() != baseOffsets.get(i + 1)) {
        throw new CorruptLogException(
            "the messages from offset "
                + segment.state().nextOffset()
                + " to "
                + (baseOffsets.get(i + 1) - 1)
                + " are missing between "
                + path(baseOffset, LOG)
                + " and "
                + path(baseOffsets.get(i + 1), LOG)
                + "; restore the missing files or delete the folder");
      }
    }
    return segments;
  }

  private List<Long> baseOffsets() throws IOException {
    List<Long> baseOffsets = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "*" + LOG)) {
      for (Path entry : entries) {
        String name = entry.getFileName().toString();
        String digits = name.substring(0, name.length() - LOG.length());
        if (digits.length() == 20 && digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
          baseOffsets.add(Long.parseLong(digits));
        }
      }
    }
    Collections.sort(baseOffsets);
    return baseOffsets;
  }

  private LogSegment recoverSealed(long baseOffset) throws IOException {
    StorageFile file = files.open(path(baseOffset, LOG));
    Path indexPath = path(baseOffset, INDEX);
    long size = file.size();
    FileSegmentStorage storage = new FileSegmentStorage(file, indexPath, size);
    Optional<SegmentState> indexed = SegmentIndexFile.read(indexPath, baseOffset, size);
    if (indexed.isPresent()) {
      return LogSegment.sealed(baseOffset, storage, indexed.get(), false);
    }
    SegmentScan scan = SegmentScan.of(file, baseOffset, 0);
    if (!scan.isClean()) {
      throw damaged(file, scan);
    }
    storage.seal(baseOffset, scan.state());
    return LogSegment.sealed(baseOffset, storage, scan.state(), true);
  }

  private LogSegment recoverOpen(long baseOffset, long lastTimestampMicros) throws IOException {
    StorageFile file = files.open(path(baseOffset, LOG));
    Path indexPath = path(baseOffset, INDEX);
    SegmentIndexFile.delete(indexPath);
    SegmentScan scan = SegmentScan.of(file, baseOffset, lastTimestampMicros);
    if (!scan.isClean()) {
      if (scan.hasMessagesBehindDamage()) {
        throw damaged(file, scan);
      }
      file.truncate(scan.state().sizeBytes());
    }
    int size = scan.state().sizeBytes();
    FileSegmentStorage storage = new FileSegmentStorage(file, indexPath, size);
    return new LogSegment(baseOffset, storage, scan.index(), scan.state(), true);
  }

  private static CorruptLogException damaged(StorageFile file, SegmentScan scan) {
    SegmentState good = scan.state();
    return new CorruptLogException(
        file
            + " is damaged: the message with offset "
            + good.nextOffset()
            + " at byte "
            + good.sizeBytes()
            + " of "
            + scan.fileSize()
            + " is not what was stored; restore the file, or delete its partition's folder");
  }

  @Override
  public SegmentStorage create(long baseOffset) throws IOException {
    StorageFile file = files.open(path(baseOffset, LOG));
    file.create();
    return new FileSegmentStorage(file, path(baseOffset, INDEX), 0);
  }

  @Override
  public void sync() throws IOException {
    DiskFile.syncFolder(folder);
  }

  private Path path(long baseOffset, String suffix) {
    return folder.resolve(String.format("%020d", baseOffset) + suffix);
  }
}
