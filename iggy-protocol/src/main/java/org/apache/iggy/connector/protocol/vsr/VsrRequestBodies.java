// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.vsr;

import java.util.EnumMap;
import java.util.Map;
import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.message.MessageIds;
import org.apache.iggy.connector.protocol.message.SendMessages;
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

  /** A legacy body that something follows which says nothing of the request. */
  private abstract static class WithTail<Q extends Request<?>> implements VsrRequestBody<Q> {
    final CommandCode command;

    WithTail(CommandCode command) {
      this.command = command;
    }

    abstract void encodeTail(WireWriter out);

    abstract void decodeTail(WireReader in);

    @Override
    public final void encode(Q request, MessageIds ids, WireWriter out) {
      request.encode(out);
      encodeTail(out);
    }

    @Override
    @SuppressWarnings("unchecked")
    public final Q decode(WireReader in, VsrRelease release) {
      Request<?> request = command.decodeRequestPrefix(in);
      decodeTail(in);
      return (Q) request;
    }
  }

  /** A legacy body that options may follow, of which there are none for its subject. */
  private static final class WithoutOptions<Q extends Request<?>> extends WithTail<Q> {
    WithoutOptions(CommandCode command) {
      super(command);
    }

    @Override
    void encodeTail(WireWriter out) {
      // No option takes no byte.
    }

    @Override
    void decodeTail(WireReader in) {
      if (!Options.decodeRest(in).entries().isEmpty()) {
        throw new RefusedBodyException(
            IggyStatus.UNSUPPORTED_OPTION_KEY, command + " has no options");
      }
    }
  }

  /** A legacy body that ends with who has to acknowledge the change. */
  private static final class Acknowledged<Q extends Request<?>> extends WithTail<Q> {
    Acknowledged(CommandCode command) {
      super(command);
    }

    @Override
    void encodeTail(WireWriter out) {
      out.u8(ACKNOWLEDGED_BY_QUORUM);
    }

    @Override
    void decodeTail(WireReader in) {
      int acknowledgedBy = in.u8();
      if (acknowledgedBy > ACKNOWLEDGED_BY_QUORUM) {
        throw new MalformedFrameException(acknowledgedBy + " is no level of acknowledgement");
      }
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
      request.encodeVsr(ids, out);
    }

    @Override
    public SendMessages decode(WireReader in, VsrRelease release) {
      return SendMessages.decodeVsr(in);
    }
  }
}
