// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.vsr;

import java.util.EnumMap;
import java.util.Map;
import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.message.MessageBatch;
import org.apache.iggy.connector.protocol.message.MessageIds;
import org.apache.iggy.connector.protocol.message.Partitioning;
import org.apache.iggy.connector.protocol.message.SendMessages;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.status.IggyStatus;
import org.apache.iggy.connector.protocol.topic.Options;
import org.apache.iggy.connector.protocol.wire.MalformedFrameException;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * The bodies of VSR's requests: those of the legacy generation, but for the table in here.
 *
 * <pre>{@code
 * create stream        name, options                        (there is no option for streams)
 * update stream        stream, name, options
 * create, update user  as in legacy, then options           (there is no option for users)
 * create topic         stream, partitions u32, name, options
 * update topic         stream, topic, name, options         (what is not there stays as it is;
 *                                                           0 is kept and told as 0)
 * store, delete offset as in legacy, then acknowledged by u8 (1 by a quorum, 0 locally)
 * send                 metadata length u32, stream, topic, partitioning, count u32, one batch
 * logins               see VsrLogin
 * }</pre>
 */
public final class VsrRequestBodies {
  private static final int ACKNOWLEDGED_BY_QUORUM = 1;

  private static final Map<CommandCode, VsrRequestBody<?>> BODIES =
      new EnumMap<>(CommandCode.class);

  static {
    BODIES.put(CommandCode.CREATE_STREAM, new WithoutOptions<>(CommandCode.CREATE_STREAM));
    BODIES.put(CommandCode.UPDATE_STREAM, new WithoutOptions<>(CommandCode.UPDATE_STREAM));
    BODIES.put(CommandCode.CREATE_USER, new WithoutOptions<>(CommandCode.CREATE_USER));
    BODIES.put(CommandCode.UPDATE_USER, new WithoutOptions<>(CommandCode.UPDATE_USER));
    BODIES.put(CommandCode.CREATE_TOPIC, new VsrCreateTopic());
    BODIES.put(CommandCode.UPDATE_TOPIC, new VsrUpdateTopic());
    BODIES.put(
        CommandCode.STORE_CONSUMER_OFFSET, new Acknowledged<>(CommandCode.STORE_CONSUMER_OFFSET));
    BODIES.put(
        CommandCode.DELETE_CONSUMER_OFFSET, new Acknowledged<>(CommandCode.DELETE_CONSUMER_OFFSET));
    BODIES.put(CommandCode.SEND_MESSAGES, new Send());
    BODIES.put(CommandCode.LOGIN_USER, new Login());
    BODIES.put(CommandCode.LOGIN_WITH_PERSONAL_ACCESS_TOKEN, new Login());
  }

  private VsrRequestBodies() {}

  /** Writes a request's body; messages without an id take one of {@code ids}. */
  public static void encode(Request<?> request, MessageIds ids, WireWriter out) {
    VsrRequestBody<?> body = BODIES.get(request.code());
    if (body == null) {
      request.encode(out);
    } else {
      encodeAs(body, request, ids, out);
    }
  }

  /** The table is keyed by the code of the very class that each body is for. */
  @SuppressWarnings("unchecked")
  private static <Q extends Request<?>> void encodeAs(
      VsrRequestBody<Q> body, Request<?> request, MessageIds ids, WireWriter out) {
    body.encode((Q) request, ids, out);
  }

  /**
   * Reads a request's body as a server of this release does: bytes that are left over are ignored.
   * A batch is a view of the body and may be unsound: {@link
   * org.apache.iggy.connector.protocol.message.VsrBatchValidator} tells.
   *
   * @throws RefusedBodyException when an option is unknown or has a value that it cannot have
   * @throws MalformedFrameException when it is not a body of this command
   */
  public static Request<?> decode(CommandCode command, WireReader in, VsrRelease release) {
    VsrRequestBody<?> body = BODIES.get(command);
    return body == null ? command.decodeRequestPrefix(in) : body.decode(in, release);
  }

  /** A legacy body that options may follow, of which there are none for its subject. */
  private static final class WithoutOptions<Q extends Request<?>> implements VsrRequestBody<Q> {
    private final CommandCode command;

    WithoutOptions(CommandCode command) {
      this.command = command;
    }

    @Override
    public void encode(Q request, MessageIds ids, WireWriter out) {
      request.encode(out);
    }

    @Override
    @SuppressWarnings("unchecked")
    public Q decode(WireReader in, VsrRelease release) {
      Request<?> request = command.decodeRequestPrefix(in);
      Options options = Options.decodeRest(in);
      if (!options.entries().isEmpty()) {
        throw new RefusedBodyException(
            IggyStatus.UNSUPPORTED_OPTION_KEY, command + " has no options");
      }
      return (Q) request;
    }
  }

  /** A legacy body that ends with who has to acknowledge the change. */
  private static final class Acknowledged<Q extends Request<?>> implements VsrRequestBody<Q> {
    private final CommandCode command;

    Acknowledged(CommandCode command) {
      this.command = command;
    }

    @Override
    public void encode(Q request, MessageIds ids, WireWriter out) {
      request.encode(out);
      out.u8(ACKNOWLEDGED_BY_QUORUM);
    }

    @Override
    @SuppressWarnings("unchecked")
    public Q decode(WireReader in, VsrRelease release) {
      Request<?> request = command.decodeRequestPrefix(in);
      int acknowledgedBy = in.u8();
      if (acknowledgedBy > ACKNOWLEDGED_BY_QUORUM) {
        throw new MalformedFrameException(acknowledgedBy + " is no level of acknowledgement");
      }
      return (Q) request;
    }
  }

  /** Either login. */
  private static final class Login implements VsrRequestBody<Request<?>> {
    @Override
    public void encode(Request<?> request, MessageIds ids, WireWriter out) {
      VsrLogin.of(request).encode(out);
    }

    @Override
    public Request<?> decode(WireReader in, VsrRelease release) {
      return VsrLogin.decode(in).login();
    }
  }

  /** Messages as one batch. */
  private static final class Send implements VsrRequestBody<SendMessages> {
    @Override
    public void encode(SendMessages request, MessageIds ids, WireWriter out) {
      int start = out.position();
      out.u32(0);
      request.streamId().encode(out);
      request.topicId().encode(out);
      request.partitioning().encode(out);
      out.u32(request.batch().count());
      out.patchLength(start);
      request.batch().encodeVsr(ids, out);
    }

    @Override
    public SendMessages decode(WireReader in, VsrRelease release) {
      long metadataLength = in.u32();
      WireReader metadata = new WireReader(in.slice(metadataLength));
      Identifier streamId = Identifier.decode(metadata);
      Identifier topicId = Identifier.decode(metadata);
      Partitioning partitioning = Partitioning.decode(metadata);
      int count = metadata.int32();
      if (metadata.hasRemaining()) {
        throw new MalformedFrameException("metadata length " + metadataLength + " is too large");
      }
      MessageBatch batch = MessageBatch.vsr(count, in.slice(in.remaining()));
      return new SendMessages(streamId, topicId, partitioning, batch);
    }
  }
}
