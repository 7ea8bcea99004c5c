// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.iggy.connector.protocol.topic.TopicInfo;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * A stream with its topics.
 *
 * <pre>{@code
 * stream info, then topic info until the end
 * }</pre>
 */
public final class StreamDetails {
  private final StreamInfo info;
  private final List<TopicInfo> topics;

  /** Creates it from its parts, in the order of the wire. */
  public StreamDetails(StreamInfo info, List<TopicInfo> topics) {
    this.info = Objects.requireNonNull(info, "info");
    this.topics = List.copyOf(topics);
  }

  /** Reads what {@link #encode} wrote. */
  public static StreamDetails decode(WireReader in) {
    StreamInfo info = StreamInfo.decode(in);
    List<TopicInfo> topics = new ArrayList<>();
    while (in.hasRemaining()) {
      topics.add(TopicInfo.decode(in));
    }
    return new StreamDetails(info, topics);
  }

  /** The stream itself. */
  public StreamInfo info() {
    return info;
  }

  /** Its topics. */
  public List<TopicInfo> topics() {
    return topics;
  }

  /** Writes it in the layout above. */
  public void encode(WireWriter out) {
    info.encode(out);
    topics.forEach(element -> element.encode(out));
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof StreamDetails)) {
      return false;
    }
    StreamDetails that = (StreamDetails) other;
    return info.equals(that.info) && topics.equals(that.topics);
  }

  @Override
  public int hashCode() {
    return Objects.hash(info, topics);
  }

  @Override
  public String toString() {
    return "StreamDetails{info=" + info + ", topics=" + topics + "}";
  }
}
