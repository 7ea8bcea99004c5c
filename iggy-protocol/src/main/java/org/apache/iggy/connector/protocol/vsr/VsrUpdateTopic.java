// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.vsr;

import org.apache.iggy.connector.protocol.message.MessageIds;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.topic.TopicOption;
import org.apache.iggy.connector.protocol.topic.UpdateTopic;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/** A topic's new settings as options: all that the request does not leave unchanged. */
final class VsrUpdateTopic implements VsrRequestBody<UpdateTopic> {
  @Override
  public void encode(UpdateTopic request, MessageIds ids, WireWriter out) {
    request.streamId().encode(out);
    request.topicId().encode(out);
    out.name(request.name());
    TopicOptionsWriter options = new TopicOptionsWriter(out);
    if (!request.unchanged().contains(TopicOption.COMPRESSION_ALGORITHM)) {
      options.compression(request.compression());
    }
    if (!request.unchanged().contains(TopicOption.MESSAGE_EXPIRY)) {
      options.number(TopicOption.MESSAGE_EXPIRY, request.messageExpiryMicros());
    }
    if (!request.unchanged().contains(TopicOption.MAX_TOPIC_SIZE)) {
      options.number(TopicOption.MAX_TOPIC_SIZE, request.maxTopicSizeBytes());
    }
    request.options().encodeRest(out);
  }

  @Override
  public UpdateTopic decode(WireReader in, VsrRelease release) {
    Identifier streamId = Identifier.decode(in);
    Identifier topicId = Identifier.decode(in);
    String name = in.name();
    TopicOptionsReader options = new TopicOptionsReader(in, release);
    return new UpdateTopic(
        streamId,
        topicId,
        options.compression(),
        options.number(TopicOption.MESSAGE_EXPIRY),
        options.number(TopicOption.MAX_TOPIC_SIZE),
        0,
        name,
        options.others(),
        options.absent());
  }
}
