// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.stream;

import java.util.Objects;
import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * A command that names one stream and nothing else.
 *
 * <pre>{@code
 * stream identifier
 * }</pre>
 *
 * @param <R> what the server answers
 */
public abstract class StreamRequest<R> implements Request<R> {
  private final Identifier streamId;

  /** Creates it from its parts, in the order of the wire. */
  protected StreamRequest(Identifier streamId) {
    this.streamId = Objects.requireNonNull(streamId, "streamId");
  }

  /** The stream. */
  public final Identifier streamId() {
    return streamId;
  }

  @Override
  public void encode(WireWriter out) {
    streamId.encode(out);
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof StreamRequest)) {
      return false;
    }
    StreamRequest<?> that = (StreamRequest<?>) other;
    return code() == that.code() && streamId.equals(that.streamId);
  }

  @Override
  public int hashCode() {
    return Objects.hash(code(), streamId);
  }

  @Override
  public String toString() {
    return getClass().getSimpleName() + "{streamId=" + streamId + "}";
  }
}
