// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.command;

import java.util.List;
import java.util.Optional;
import org.apache.iggy.connector.client.RequestExecutor;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.stream.CreateStream;
import org.apache.iggy.connector.protocol.stream.DeleteStream;
import org.apache.iggy.connector.protocol.stream.GetStream;
import org.apache.iggy.connector.protocol.stream.GetStreams;
import org.apache.iggy.connector.protocol.stream.PurgeStream;
import org.apache.iggy.connector.protocol.stream.StreamDetails;
import org.apache.iggy.connector.protocol.stream.StreamInfo;
import org.apache.iggy.connector.protocol.stream.UpdateStream;

/** Commands on streams. */
public final class Streams {
  private final RequestExecutor executor;

  /** Sends through this executor: a client, or one connection. */
  public Streams(RequestExecutor executor) {
    this.executor = executor;
  }

  /** All streams that the user may see. */
  public List<StreamInfo> list() {
    return executor.execute(new GetStreams());
  }

  /** One stream with its topics; empty when there is none. */
  public Optional<StreamDetails> find(Identifier streamId) {
    return executor.execute(new GetStream(streamId));
  }

  /** Makes a stream; the name has 1 to 255 bytes of UTF-8. */
  public StreamDetails create(String name) {
    return Creation.execute(executor, new CreateStream(name), () -> find(Identifier.named(name)));
  }

  /** Gives a stream another name. */
  public void rename(Identifier streamId, String name) {
    executor.execute(new UpdateStream(streamId, name));
  }

  /** Removes all messages of all topics; offsets start at 0 again and stored ones are gone. */
  public void purge(Identifier streamId) {
    executor.execute(new PurgeStream(streamId));
  }

  /** Deletes a stream with all its topics. */
  public void delete(Identifier streamId) {
    executor.execute(new DeleteStream(streamId));
  }
}
