// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.vsr;

import org.apache.iggy.connector.protocol.message.MessageIds;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.topic.CompressionAlgorithm;
import org.apache.iggy.connector.protocol.topic.CreateTopic;
import org.apache.iggy.connector.protocol.topic.TopicOption;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/** Settings of a new topic as options: those that are the server's defaults anyway are left out. */
final class VsrCreateTopic implements VsrRequestBody<CreateTopic> {
  @Override
  public void encode(CreateTopic request, MessageIds ids, WireWriter out) {
    request.streamId().encode(out);
    out.u32(request.partitionsCount());
    out.name(request.name());
    TopicOptionsWriter options = new TopicOptionsWriter(out);
    if (request.compression() != CompressionAlgorithm.NONE) {
      options.compression(request.compression());
    }
    if (request.messageExpiryMicros() != 0) {
      options.number(TopicOption.MESSAGE_EXPIRY, request.messageExpiryMicros());
    }
    if (request.maxTopicSizeBytes() != 0) {
      options.number(TopicOption.MAX_TOPIC_SIZE, request.maxTopicSizeBytes());
    }
    request.options().encodeRest(out);
  }

  @Override
  public CreateTopic decode(WireReader in, VsrRelease release) {
    Identifier streamId = Identifier.decode(in);
    int partitionsCount = in.int32();
    String name = in.name();
    TopicOptionsReader options = new TopicOptionsReader(in, release);
    return new CreateTopic(
        streamId,
        partitionsCount,
        options.compression(),
        options.number(TopicOption.MESSAGE_EXPIRY),
        options.number(TopicOption.MAX_TOPIC_SIZE),
        0,
        name,
        options.others());
  }
}
