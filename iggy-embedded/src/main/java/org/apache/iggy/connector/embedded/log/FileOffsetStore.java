// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.iggy.connector.protocol.hash.XxHash3;

/**
 * Stored offsets in a file of slots, each overwritten in place by one small write.
 *
 * <pre>{@code
 * slot, 32 bytes: checksum u64 (XXH3-64 of what follows),
 *                 kind u64 (0 free, 1 consumer, 2 group), id u64, offset u64
 * }</pre>
 *
 * <p>All integers are little-endian. A slot lies within a page, so a killed process leaves either
 * the old or the new one; a slot that is damaged nevertheless counts as free.
 */
final class FileOffsetStore implements OffsetStore {
  private static final int SLOT_LENGTH = 32;
  private static final long FREE = 0;
  private static final long CONSUMER = 1;
  private static final long GROUP = 2;

  private final StorageFile file;
  private final MemoryOffsetStore offsets = new MemoryOffsetStore();
  private final Map<ConsumerKey, Integer> slots = new HashMap<>();
  private final Deque<Integer> freeSlots = new ArrayDeque<>();
  private int slotCount;
  private boolean created;

  /** Reads what the file holds, which need not exist. */
  FileOffsetStore(StorageFile file) throws IOException {
    this.file = file;
    long size = file.size();
    this.created = file.exists();
    ByteBuffer bytes = ByteBuffer.allocate((int) size).order(ByteOrder.LITTLE_ENDIAN);
    if (created) {
      file.read(bytes, 0);
    }
    slotCount = (int) (size / SLOT_LENGTH);
    for (int slot = 0; slot < slotCount; slot++) {
      load(bytes, slot);
    }
  }

  private void load(ByteBuffer bytes, int slot) {
    int at = slot * SLOT_LENGTH;
    long kind = bytes.getLong(at + 8);
    if (bytes.getLong(at) != checksum(bytes, at) || (kind != CONSUMER && kind != GROUP)) {
      freeSlots.add(slot);
      return;
    }
    ConsumerKey consumer = new ConsumerKey(kind == GROUP, bytes.getLong(at + 16));
    slots.put(consumer, slot);
    offsets.put(consumer, bytes.getLong(at + 24));
  }

  @Override
  public OptionalLong get(ConsumerKey consumer) {
    return offsets.get(consumer);
  }

  @Override
  public synchronized void put(ConsumerKey consumer, long offset) {
    Integer slot = slots.get(consumer);
    boolean fresh = slot == null;
    if (fresh) {
      slot = freeSlots.isEmpty() ? slotCount : freeSlots.peek();
    }
    write(slot, consumer.group() ? GROUP : CONSUMER, consumer.id(), offset);
    if (fresh) {
      freeSlots.poll();
      slotCount = Math.max(slotCount, slot + 1);
      slots.put(consumer, slot);
    }
    offsets.put(consumer, offset);
  }

  @Override
  public synchronized boolean remove(ConsumerKey consumer) {
    Integer slot = slots.get(consumer);
    if (slot == null) {
      return false;
    }
    write(slot, FREE, 0, 0);
    slots.remove(consumer);
    freeSlots.add(slot);
    return offsets.remove(consumer);
  }

  @Override
  public synchronized void clear() {
    if (created) {
      run(() -> file.truncate(0));
    }
    slots.clear();
    freeSlots.clear();
    slotCount = 0;
    offsets.clear();
  }

  @Override
  public long lowest() {
    return offsets.lowest();
  }

  @Override
  public synchronized void close() {
    run(file::close);
  }

  private void write(int slot, long kind, long id, long offset) {
    ByteBuffer bytes = ByteBuffer.allocate(SLOT_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(8, kind).putLong(16, id).putLong(24, offset);
    bytes.putLong(0, checksum(bytes, 0));
    run(
        () -> {
          if (!created) {
            file.create();
            created = true;
          }
          file.write(bytes, (long) slot * SLOT_LENGTH);
        });
  }

  private static long checksum(ByteBuffer bytes, int at) {
    return XxHash3.hash64(bytes, at + 8, SLOT_LENGTH - 8);
  }

  /** What may fail with the disk. */
  private interface FileAccess {
    void run() throws IOException;
  }

  private void run(FileAccess access) {
    try {
      access.run();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the stored offsets in " + file + " cannot be changed: " + e.getMessage(), e);
    }
  }
}
