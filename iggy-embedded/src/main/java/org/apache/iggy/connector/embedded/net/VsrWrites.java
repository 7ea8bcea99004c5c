// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.iggy.connector.embedded.command.CommandException;
import org.apache.iggy.connector.embedded.command.SentBatch;
import org.apache.iggy.connector.embedded.command.WriteGuard;
import org.apache.iggy.connector.embedded.log.PartitionKey;
import org.apache.iggy.connector.embedded.session.Session;
import org.apache.iggy.connector.embedded.vsr.RequestWindow;
import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.message.SendMessages;
import org.apache.iggy.connector.protocol.message.VsrBatchValidator;
import org.apache.iggy.connector.protocol.offset.DeleteConsumerOffset;
import org.apache.iggy.connector.protocol.offset.StoreConsumerOffset;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.status.IggyStatus;
import org.apache.iggy.connector.protocol.vsr.VsrRequest;
import org.apache.iggy.connector.protocol.wire.MalformedFrameException;

/** Serves what is written to partitions: messages and stored offsets. */
final class VsrWrites {
  private static final Logger LOG = System.getLogger(VsrWrites.class.getName());

  /** What clients are told; every other reason is that something does not exist. */
  private static final Set<IggyStatus> TOLD =
      EnumSet.of(
          IggyStatus.UNAUTHORIZED, IggyStatus.INVALID_OFFSET, IggyStatus.CONSUMER_OFFSET_NOT_FOUND);

  private final Session session;
  private final VsrService service;
  private final VsrOutput out;
  private final VsrBatchValidator validator = new VsrBatchValidator();

  VsrWrites(Session session, VsrService service, VsrOutput out) {
    this.session = session;
    this.service = service;
    this.out = out;
  }

  /** A batch that gets no answer. */
  private static final class UnsoundBatchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnsoundBatchException(String problem) {
      super(problem, null, false, false);
    }
  }

  /** Serves a request and answers it. */
  void serve(VsrRequest request, ByteBuffer body, VsrBinding bound) throws IOException {
    try {
      Request<?> decoded = request.decode(body, service.release().vsr().orElseThrow());
      if (decoded instanceof SendMessages send) {
        send(request, send, bound);
      } else if (decoded instanceof StoreConsumerOffset store) {
        PartitionKey key = key(store.streamId(), store.topicId(), store.partitionId());
        writeOffset(request, key, store, bound);
      } else if (decoded instanceof DeleteConsumerOffset delete) {
        PartitionKey key = key(delete.streamId(), delete.topicId(), delete.partitionId());
        writeOffset(request, key, delete, bound);
      }
    } catch (MalformedFrameException e) {
      out.denied(request, IggyStatus.RESOURCE_NOT_FOUND);
    } catch (CommandException e) {
      out.denied(request, TOLD.contains(e.status()) ? e.status() : IggyStatus.RESOURCE_NOT_FOUND);
    } catch (UnsoundBatchException e) {
      LOG.log(Level.DEBUG, () -> session + " gets no answer to a batch: " + e.getMessage());
    }
  }

  private PartitionKey key(Identifier streamId, Identifier topicId, OptionalInt partitionId) {
    return service
        .dispatcher()
        .partition(
            streamId,
            topicId,
            partitionId.orElseThrow(() -> new CommandException(IggyStatus.RESOURCE_NOT_FOUND)));
  }

  private void send(VsrRequest request, SendMessages send, VsrBinding bound) throws IOException {
    Guard guard = new Guard(request, send, bound);
    Optional<SentBatch> sent = service.dispatcher().send(session, send, guard);
    out.sent(request, guard.partition, sent, service.nextLogPosition());
  }

  private <R> void writeOffset(
      VsrRequest request, PartitionKey key, Request<R> write, VsrBinding bound) throws IOException {
    Optional<Boolean> executed =
        new Guard(request, null, bound)
            .once(
                key,
                () -> {
                  execute(write);
                  return true;
                });
    out.offsetWritten(request, key, write, executed.isPresent(), service.nextLogPosition());
  }

  private void execute(Request<?> write) {
    try {
      service.dispatcher().execute(session, write, Responses.ignored());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lets sound batches pass, and those that were not executed before. */
  private final class Guard implements WriteGuard {
    private final VsrRequest request;
    private final SendMessages send;
    private final VsrBinding bound;
    private PartitionKey partition;

    /** Creates it; {@code send} is null for offsets. */
    Guard(VsrRequest request, SendMessages send, VsrBinding bound) {
      this.request = request;
      this.send = send;
      this.bound = bound;
    }

    @Override
    public <T> Optional<T> once(PartitionKey key, Supplier<T> write) {
      partition = key;
      if (send != null) {
        validator
            .problem(send.batch())
            .ifPresent(
                problem -> {
                  throw new UnsoundBatchException(problem);
                });
      }
      if (!service.release().recognisesRepeatedWrites()) {
        return Optional.of(write.get());
      }
      RequestWindow window = bound.client().writes(key);
      synchronized (window) {
        if (window.contains(request.number())) {
          return Optional.empty();
        }
        T written = write.get();
        window.add(request.number());
        return Optional.of(written);
      }
    }
  }
}
