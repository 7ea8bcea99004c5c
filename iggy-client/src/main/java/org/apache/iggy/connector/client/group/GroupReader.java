// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.group;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.iggy.connector.client.FrameTooLargeException;
import org.apache.iggy.connector.client.IggyException;
import org.apache.iggy.connector.client.IggyInterruptedException;
import org.apache.iggy.connector.client.IggyServerException;
import org.apache.iggy.connector.client.PartitionOffsets;
import org.apache.iggy.connector.client.Reconnection;
import org.apache.iggy.connector.client.reader.FetchSize;
import org.apache.iggy.connector.client.transport.Deadline;
import org.apache.iggy.connector.protocol.message.PollMessages;
import org.apache.iggy.connector.protocol.message.PolledMessages;
import org.apache.iggy.connector.protocol.message.PollingStrategy;
import org.apache.iggy.connector.protocol.offset.ConsumerOffset;
import org.apache.iggy.connector.protocol.offset.GetConsumerOffset;
import org.apache.iggy.connector.protocol.offset.StoreConsumerOffset;
import org.apache.iggy.connector.protocol.status.ErrorCategory;
import org.apache.iggy.connector.protocol.status.IggyStatus;

/**
 * Reads a topic as a member of a consumer group: each partition is read by one member at a time.
 *
 * <p>A partition starts behind the offset that the group has stored for it and is read on by
 * explicit offsets, with the next poll on the wire while the caller works on a batch. What was
 * delivered and not {@linkplain #store stored} is delivered again to whichever member reads the
 * partition next: at least once.
 *
 * <p>Membership is a matter of the connection. When it is lost, the reader joins again within the
 * {@link org.apache.iggy.connector.client.ReconnectPolicy} and goes on: with partitions it had
 * before behind what it delivered, or behind what another member has stored since. It looks at the
 * group every {@link GroupReaderOptions#membershipCheckMillis} within a fetch, and learns of lost
 * partitions from the server's answers. When a partition ends before what was delivered, because it
 * was purged or the server lost messages in a crash, it is read again from behind the stored offset
 * or its beginning. When another member waits for a partition of this one, it is polled no more:
 * the server hands it over as soon as its delivered messages are stored.
 *
 * <p>One thread at a time may fetch and store; {@link #heartbeat} and {@link #close} are for any.
 */
public final class GroupReader implements AutoCloseable {
  private static final long MAX_IDLE_MILLIS = 10;

  private final GroupReaderOptions options;
  private final MemberConnection connection;
  private final Membership membership;
  private final Reconnection reconnection;
  private final PartitionOffsets offsets;
  private final Map<Integer, OwnedPartition> partitions = new LinkedHashMap<>();
  private final ReentrantLock use = new ReentrantLock();
  private Deadline nextCheck = Deadline.inMillis(0);
  private long idleMillis;
  private volatile Set<Integer> assignment = Set.of();
  private volatile boolean closed;

  /** Creates a reader; it connects and joins at the first fetch. */
  public GroupReader(GroupReaderOptions options) {
    this.options = options;
    this.connection = new MemberConnection(options.connection());
    this.membership = new Membership(options, connection);
    this.reconnection = options.reconnectPolicy().newReconnection();
    this.offsets = new PartitionOffsets(connection, options.stream(), options.topic());
  }

  /**
   * Returns messages of one of the owned partitions as soon as there are some; the partitions take
   * turns.
   *
   * @param timeoutMillis how long to wait for messages; connecting, and coming back from a lost
   *     connection, have limits of their own
   * @return the batch, or null when there were no messages in time
   * @throws IggyInterruptedException when the thread is interrupted; a later fetch goes on
   * @throws IggyException when the reconnect budget is used up, or what stands in the way does not
   *     pass by itself
   */
  public GroupBatch fetch(long timeoutMillis) {
    Deadline deadline = Deadline.inMillis(Math.max(0, timeoutMillis));
    enter();
    try {
      while (true) {
        try {
          join();
          GroupBatch batch = next(deadline);
          reconnection.recovered();
          if (batch != null || deadline.hasPassed()) {
            return batch;
          }
        } catch (IggyException e) {
          comeBack(e);
        }
      }
    } finally {
      use.unlock();
    }
  }

  /**
   * Stores the offset of the last message that was worked off, for the whole group.
   *
   * @return whether it was stored; false when the partition is no longer this member's, and another
   *     member reads it from what was stored before
   * @throws IggyException as {@link #fetch}
   */
  public boolean store(int partitionId, long offset) {
    enter();
    try {
      while (partitions.containsKey(partitionId)) {
        try {
          join();
          return partitions.containsKey(partitionId) && tryStore(partitionId, offset);
        } catch (IggyException e) {
          comeBack(e);
        }
      }
      return false;
    } finally {
      use.unlock();
    }
  }

  private boolean tryStore(int partitionId, long offset) {
    try {
      connection.execute(
          new StoreConsumerOffset(
              membership.consumer(),
              options.stream(),
              options.topic(),
              OptionalInt.of(partitionId),
              offset));
      return true;
    } catch (IggyServerException e) {
      if (e.status() == IggyStatus.CONSUMER_GROUP_MEMBER_NOT_FOUND) {
        connection.disconnect();
        return false;
      }
      if (e.status() == IggyStatus.NOT_RESOLVED_CONSUMER) {
        checkSoon();
        return false;
      }
      throw e;
    }
  }

  /** The partitions that are this member's, as far as it knows. For any thread. */
  public Set<Integer> assignment() {
    return assignment;
  }

  /**
   * Shows the server that the member is alive; for whoever schedules it, from any thread. Needed
   * only when the server has heartbeats switched on: it then drops a connection, and its
   * membership, that has sent no ping for 1.2 times its interval, however much it polls. While
   * another thread is in a fetch, that thread's next request brings the ping.
   */
  public void heartbeat() {
    connection.heartbeatWithNextRequest();
    if (use.tryLock()) {
      try {
        connection.heartbeat();
      } finally {
        use.unlock();
      }
    }
  }

  private void enter() {
    if (!use.tryLock()) {
      throw new IllegalStateException("another thread uses the reader of " + options);
    }
    if (closed) {
      use.unlock();
      throw closedException(null);
    }
  }

  private IggyException closedException(IggyException cause) {
    return new IggyException(
        ErrorCategory.PERMANENT, "the reader of " + options + " is closed", cause);
  }

  private void comeBack(IggyException failure) {
    if (closed) {
      throw closedException(failure);
    }
    if (failure instanceof IggyInterruptedException) {
      throw failure;
    }
    connection.disconnect();
    if (failure instanceof FrameTooLargeException && askForLess((FrameTooLargeException) failure)) {
      return;
    }
    try {
      reconnection.backOff(failure);
    } catch (IggyException e) {
      throw closed ? closedException(e) : e;
    }
  }

  private boolean askForLess(FrameTooLargeException refusal) {
    OwnedPartition.Poll poll = connection.oldest();
    if (poll == null || poll.count <= 1) {
      return false;
    }
    poll.partition.fetchSize().refused(poll.count, refusal.frameBytes());
    return true;
  }

  private void join() {
    if (!connection.isConnected()) {
      connection.connect();
      membership.join();
      nextCheck = Deadline.inMillis(0);
    }
    if (nextCheck.hasPassed()) {
      nextCheck = Deadline.inMillis(options.membershipCheckMillis());
      if (membership.refresh()) {
        assign();
      }
    }
  }

  /** Looks at the group before the next poll, whatever it looked like last. */
  private void checkSoon() {
    membership.invalidate();
    nextCheck = Deadline.inMillis(0);
  }

  private void assign() {
    Set<Integer> owned = membership.owned();
    partitions.keySet().retainAll(owned);
    for (int id : owned) {
      OwnedPartition partition = partitions.get(id);
      if (partition == null) {
        FetchSize size = new FetchSize(options.batchCount(), options.maxFetchBytes());
        partitions.put(id, new OwnedPartition(id, startOf(id, options.start()), size));
      } else if (storedPosition(id) > partition.position()) {
        partition.position(storedPosition(id));
      }
    }
    Set<Integer> awaited = membership.awaitedByOthers();
    partitions.values().forEach(partition -> partition.yielded(awaited.contains(partition.id())));
    if (!owned.equals(assignment)) {
      assignment = Set.copyOf(owned);
      options.onAssignment().accept(assignment);
    }
  }

  /** Behind the offset that the group has stored; -1 when it has stored none. */
  private long storedPosition(int partitionId) {
    return connection
            .execute(
                new GetConsumerOffset(
                    membership.consumer(),
                    options.stream(),
                    options.topic(),
                    OptionalInt.of(partitionId)))
            .map(ConsumerOffset::storedOffset)
            .orElse(-2L)
        + 1;
  }

  private long startOf(int partitionId, GroupReaderOptions.Start start) {
    long stored = storedPosition(partitionId);
    if (stored >= 0) {
      return stored;
    }
    return start == GroupReaderOptions.Start.LATEST
        ? offsets.next(partitionId)
        : offsets.earliest(partitionId);
  }

  /** One step: a batch that has come, or null after an answer without messages or a wait. */
  private GroupBatch next(Deadline deadline) {
    for (OwnedPartition partition : partitions.values()) {
      PolledMessages kept = partition.kept();
      if (kept != null) {
        partition.kept(null);
        return accept(partition, kept);
      }
    }
    sendPolls();
    OwnedPartition.Poll oldest = connection.oldest();
    if (oldest == null) {
      waitForMessages(deadline);
      return null;
    }
    PolledMessages answer = connection.takeOldest(deadline);
    if (answer == null || !isWanted(oldest)) {
      return null;
    }
    return accept(oldest.partition, answer);
  }

  /** Whether its partition is still this member's and still stands where it was asked for. */
  private boolean isWanted(OwnedPartition.Poll poll) {
    return partitions.get(poll.partition.id()) == poll.partition
        && poll.partition.position() == poll.offset;
  }

  private void sendPolls() {
    for (OwnedPartition partition : partitions.values()) {
      if (partition.inFlight() == null && !partition.isDrained() && !partition.isYielded()) {
        sendPoll(partition);
      }
    }
  }

  private void sendPoll(OwnedPartition partition) {
    connection.send(
        new PollMessages(
            membership.consumer(),
            options.stream(),
            options.topic(),
            OptionalInt.of(partition.id()),
            partition.skipsToFirst()
                ? PollingStrategy.first()
                : PollingStrategy.offset(partition.position()),
            partition.fetchSize().nextCount(),
            false),
        partition);
  }

  private GroupBatch accept(OwnedPartition partition, PolledMessages answer) {
    if (answer.partitionId() != partition.id()) {
      // Nothing for partition 0 is what the server answers for a partition of another member.
      partition.drained(true);
      checkSoon();
      return null;
    }
    if (answer.count() == 0) {
      acceptNothing(partition, answer.currentOffset());
      return null;
    }
    idleMillis = 0;
    partition.skipsToFirst(false);
    partition.fetchSize().accepted(answer.count(), answer.sizeBytes());
    GroupBatch batch = new GroupBatch(partition.id(), partition.position(), answer);
    partition.position(batch.lastOffset() + 1);
    boolean more = batch.lastOffset() < batch.currentOffset();
    partition.drained(false);
    if (more && !partition.isYielded()) {
      sendPoll(partition);
    }
    return batch;
  }

  private void acceptNothing(OwnedPartition partition, long currentOffset) {
    partition.drained(true);
    if (partition.position() > currentOffset + 1) {
      // A purge removes stored offsets with the messages; a crash that loses messages sets them
      // back.
      partition.position(startOf(partition.id(), GroupReaderOptions.Start.EARLIEST));
    } else if (currentOffset > 0 && partition.position() <= currentOffset) {
      // Server 0.8 answers with nothing for a removed offset when what is left lies in memory.
      partition.skipsToFirst(true);
    }
  }

  private void waitForMessages(Deadline deadline) {
    idleMillis = Math.min(MAX_IDLE_MILLIS, Math.max(1, idleMillis * 2));
    reconnection.pause(Math.min(idleMillis, deadline.remainingMillis()));
    partitions.values().forEach(partition -> partition.drained(false));
  }

  /** Leaves the group by ending the connection, and ends every wait. For any thread. */
  @Override
  public void close() {
    closed = true;
    reconnection.close();
    connection.close();
  }
}
