// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.helix.zookeeper.datamodel.ZNRecord;
import org.apache.helix.zookeeper.datamodel.serializer.ZNRecordSerializer;
import org.apache.pinot.common.metadata.segment.SegmentZKMetadata;
import org.apache.pinot.common.utils.LLCSegmentName;

/**
 * The segment metadata of one table: one JSON file a segment, in the format that ZooKeeper would
 * hold.
 *
 * <p>Stands in for the property store of a cluster. Every write replaces its file atomically.
 * Values are copied in and out, as if they came over the wire. Thread-safe.
 */
final class SegmentMetadataStore {
  private static final String SUFFIX = ".json";

  private final Path directory;
  private final ZNRecordSerializer serializer = new ZNRecordSerializer();
  private final Map<String, SegmentZKMetadata> segments = new ConcurrentHashMap<>();

  /** Opens the store in a directory, creating it if need be, and reads what it holds. */
  SegmentMetadataStore(Path directory) {
    this.directory = directory;
    try {
      Files.createDirectories(directory);
      for (Path file : metadataFiles()) {
        SegmentZKMetadata metadata = read(file);
        segments.put(metadata.getSegmentName(), metadata);
      }
    } catch (IOException e) {
      throw new EmbeddedPinotException("cannot read segment metadata in " + directory, e);
    }
  }

  private List<Path> metadataFiles() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(SUFFIX)).collect(Collectors.toList());
    }
  }

  private SegmentZKMetadata read(Path file) throws IOException {
    ZNRecord record = null;
    try {
      record = (ZNRecord) serializer.deserialize(Files.readAllBytes(file));
    } catch (RuntimeException e) {
      throw new IOException(file + " does not hold segment metadata", e);
    }
    if (record == null) {
      throw new IOException(file + " does not hold segment metadata");
    }
    return new SegmentZKMetadata(record);
  }

  /** Writes one segment's metadata through to disk. */
  synchronized void put(SegmentZKMetadata metadata) {
    SegmentZKMetadata copy = copyOf(metadata);
    Path file = directory.resolve(copy.getSegmentName() + SUFFIX);
    Path incomplete = directory.resolve(copy.getSegmentName() + ".tmp");
    try {
      Files.write(incomplete, serializer.serialize(copy.toZNRecord()));
      Files.move(
          incomplete, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new EmbeddedPinotException("cannot write segment metadata to " + file, e);
    }
    segments.put(copy.getSegmentName(), copy);
  }

  /** The metadata of a segment, or null. */
  SegmentZKMetadata get(String segmentName) {
    SegmentZKMetadata metadata = segments.get(segmentName);
    return metadata == null ? null : copyOf(metadata);
  }

  /** The metadata of all segments, in no order. */
  Collection<SegmentZKMetadata> all() {
    return segments.values().stream()
        .map(SegmentMetadataStore::copyOf)
        .collect(Collectors.toList());
  }

  /** The segment with the highest sequence number of each partition, by partition. */
  Map<Integer, SegmentZKMetadata> latestByPartition() {
    Map<Integer, SegmentZKMetadata> latest = new TreeMap<>();
    for (SegmentZKMetadata metadata : segments.values()) {
      latest.merge(
          partitionOf(metadata),
          metadata,
          (one, other) -> sequenceOf(one) > sequenceOf(other) ? one : other);
    }
    latest.replaceAll((partition, metadata) -> copyOf(metadata));
    return latest;
  }

  /** How many segments of a partition are committed. */
  int committedCount(int partition) {
    return (int)
        segments.values().stream()
            .filter(metadata -> partitionOf(metadata) == partition)
            .filter(metadata -> metadata.getStatus().isCompleted())
            .count();
  }

  static int partitionOf(SegmentZKMetadata metadata) {
    return new LLCSegmentName(metadata.getSegmentName()).getPartitionGroupId();
  }

  static int sequenceOf(SegmentZKMetadata metadata) {
    return new LLCSegmentName(metadata.getSegmentName()).getSequenceNumber();
  }

  private static SegmentZKMetadata copyOf(SegmentZKMetadata metadata) {
    return new SegmentZKMetadata(new ZNRecord(metadata.toZNRecord()));
  }
}
