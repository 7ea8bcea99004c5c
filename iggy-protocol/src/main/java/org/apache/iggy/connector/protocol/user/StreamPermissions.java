// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.user;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * What a user may do in one stream, and more in some of its topics.
 *
 * <pre>{@code
 * stream permissions 6 x u8, has topics u8,
 * { topic id u32, topic permissions 4 x u8, has next u8 }*
 * }</pre>
 */
public final class StreamPermissions {
  private final Set<StreamPermission> granted;
  private final Map<Long, Set<TopicPermission>> topics;

  /** Creates it; topics are keyed by their numeric ids. */
  public StreamPermissions(Set<StreamPermission> granted, Map<Long, Set<TopicPermission>> topics) {
    this.granted = Set.copyOf(granted);
    Map<Long, Set<TopicPermission>> sorted = new TreeMap<>();
    topics.forEach((id, permissions) -> sorted.put(id, Set.copyOf(permissions)));
    this.topics = sorted;
  }

  /** Nothing but these, for the stream as a whole. */
  public static StreamPermissions of(StreamPermission... granted) {
    Set<StreamPermission> set = EnumSet.noneOf(StreamPermission.class);
    set.addAll(List.of(granted));
    return new StreamPermissions(set, Map.of());
  }

  /** What it may do in the stream and all its topics. */
  public Set<StreamPermission> granted() {
    return granted;
  }

  /** What it may do in single topics, by numeric id. */
  public Map<Long, Set<TopicPermission>> topics() {
    return java.util.Collections.unmodifiableMap(topics);
  }

  static StreamPermissions decode(WireReader in) {
    Set<StreamPermission> granted = StreamPermission.decodeSet(in);
    Map<Long, Set<TopicPermission>> topics = new TreeMap<>();
    boolean more = in.bool();
    while (more) {
      long topicId = in.u32();
      topics.put(topicId, TopicPermission.decodeSet(in));
      more = in.bool();
    }
    return new StreamPermissions(granted, topics);
  }

  void encode(WireWriter out) {
    StreamPermission.encodeSet(granted, out);
    out.bool(!topics.isEmpty());
    List<Long> ids = new ArrayList<>(topics.keySet());
    for (int i = 0; i < ids.size(); i++) {
      out.u32(ids.get(i));
      TopicPermission.encodeSet(topics.get(ids.get(i)), out);
      out.bool(i + 1 < ids.size());
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StreamPermissions
        && granted.equals(((StreamPermissions) other).granted)
        && topics.equals(((StreamPermissions) other).topics);
  }

  @Override
  public int hashCode() {
    return Objects.hash(granted, topics);
  }

  @Override
  public String toString() {
    return "StreamPermissions{granted=" + granted + ", topics=" + topics + "}";
  }
}
