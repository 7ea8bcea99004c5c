// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.user;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.iggy.connector.protocol.wire.MalformedFrameException;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * What a user may do, everywhere and in single streams and topics.
 *
 * <pre>{@code
 * global permissions 10 x u8, has streams u8, { stream id u32, stream permissions, has next u8 }*
 * }</pre>
 */
public final class Permissions {
  private final Set<GlobalPermission> global;
  private final Map<Long, StreamPermissions> streams;

  /** Creates it; streams are keyed by their numeric ids. */
  public Permissions(Set<GlobalPermission> global, Map<Long, StreamPermissions> streams) {
    this.global = Set.copyOf(global);
    this.streams = Collections.unmodifiableMap(new TreeMap<>(streams));
  }

  /** Everything, as the root user has it. */
  public static Permissions root() {
    return new Permissions(EnumSet.allOf(GlobalPermission.class), Map.of());
  }

  /** Nothing but these, everywhere. */
  public static Permissions of(GlobalPermission... global) {
    Set<GlobalPermission> set = EnumSet.noneOf(GlobalPermission.class);
    set.addAll(List.of(global));
    return new Permissions(set, Map.of());
  }

  /** What it may do everywhere. */
  public Set<GlobalPermission> global() {
    return global;
  }

  /** What it may do in single streams, by numeric id. */
  public Map<Long, StreamPermissions> streams() {
    return streams;
  }

  /** Reads permissions that a flag and a u32 length stand before. */
  public static Optional<Permissions> decodeOptional(WireReader in) {
    if (!in.bool()) {
      return Optional.empty();
    }
    long length = in.u32();
    WireReader body = new WireReader(in.slice(length));
    Permissions permissions = decode(body);
    if (body.hasRemaining()) {
      throw new MalformedFrameException("permissions length " + length + " is too large");
    }
    return Optional.of(permissions);
  }

  /** Writes a flag and, if there are permissions, a u32 length and them. */
  public static void encodeOptional(Optional<Permissions> permissions, WireWriter out) {
    out.bool(permissions.isPresent());
    permissions.ifPresent(
        present -> {
          int start = out.position();
          out.u32(0);
          present.encode(out);
          out.patchLength(start);
        });
  }

  /** Reads what {@link #encode} wrote. */
  public static Permissions decode(WireReader in) {
    Set<GlobalPermission> global = GlobalPermission.decodeSet(in);
    Map<Long, StreamPermissions> streams = new TreeMap<>();
    boolean more = in.bool();
    while (more) {
      long streamId = in.u32();
      streams.put(streamId, StreamPermissions.decode(in));
      more = in.bool();
    }
    return new Permissions(global, streams);
  }

  /** Writes it in the layout above. */
  public void encode(WireWriter out) {
    GlobalPermission.encodeSet(global, out);
    out.bool(!streams.isEmpty());
    List<Long> ids = new ArrayList<>(streams.keySet());
    for (int i = 0; i < ids.size(); i++) {
      out.u32(ids.get(i));
      streams.get(ids.get(i)).encode(out);
      out.bool(i + 1 < ids.size());
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Permissions
        && global.equals(((Permissions) other).global)
        && streams.equals(((Permissions) other).streams);
  }

  @Override
  public int hashCode() {
    return Objects.hash(global, streams);
  }

  @Override
  public String toString() {
    return "Permissions{global=" + global + ", streams=" + streams + "}";
  }
}
