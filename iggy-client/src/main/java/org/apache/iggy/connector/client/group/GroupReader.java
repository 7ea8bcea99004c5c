// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.group;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.iggy.connector.client.FrameTooLargeException;
import org.apache.iggy.connector.client.IggyException;
import org.apache.iggy.connector.client.IggyInterruptedException;
import org.apache.iggy.connector.client.IggyServerException;
import org.apache.iggy.connector.client.PartitionOffsets;
import org.apache.iggy.connector.client.Reconnection;
import org.apache.iggy.connector.client.reader.FetchSize;
import org.apache.iggy.connector.client.transport.Deadline;
import org.apache.iggy.connector.protocol.framing.ProtocolGeneration;
import org.apache.iggy.connector.protocol.message.MessageCursor;
import org.apache.iggy.connector.protocol.message.PollMessages;
import org.apache.iggy.connector.protocol.message.PolledMessages;
import org.apache.iggy.connector.protocol.message.PollingStrategy;
import org.apache.iggy.connector.protocol.offset.ConsumerOffset;
import org.apache.iggy.connector.protocol.offset.DeleteConsumerOffset;
import org.apache.iggy.connector.protocol.offset.GetConsumerOffset;
import org.apache.iggy.connector.protocol.offset.StoreConsumerOffset;
import org.apache.iggy.connector.protocol.primitive.Consumer;
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
 * or its beginning; when a server that comes back has other messages at the offsets that were
 * delivered, it is read from behind the last batch that is still there. When another member waits
 * for a partition of this one, it is polled no more: the server hands it over as soon as its
 * delivered messages are stored.
 *
 * <p>One thread at a time may fetch and store; {@link #heartbeat} and {@link #close} are for any.
 */
public final class GroupReader implements AutoCloseable {
  private static final long MAX_IDLE_MILLIS = 10;

  private final GroupReaderOptions options;
  private final MemberConnection connection;
  private final Reconnection reconnection;
  private final PartitionOffsets offsets;
  private final Map<Integer, OwnedPartition> partitions = new LinkedHashMap<>();
  private final AtomicBoolean inUse = new AtomicBoolean();

  /** Held by the thread in a call, and by another for as long as it takes to send a ping. */
  private final ReentrantLock turn = new ReentrantLock();

  /** Partitions whose delivered messages the server may have lost since the last connection. */
  private final Set<Integer> doubted = new HashSet<>();

  private Membership membership;
  private Deadline nextCheck = Deadline.inMillis(0);
  private long idleMillis;
  private volatile MemberKeepAlive keepAlive;
  private volatile Set<Integer> assignment = Set.of();
  private volatile boolean closed;

  /** Creates a reader; it connects and joins at the first fetch. */
  public GroupReader(GroupReaderOptions options) {
    this.options = options;
    this.connection = new MemberConnection(options.connection());
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
      leave();
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
          return isRead(partitionId, offset) && tryStore(partitionId, offset);
        } catch (IggyException e) {
          comeBack(e);
        }
      }
      return false;
    } finally {
      leave();
    }
  }

  /** Not what the server lost meanwhile: the partition then stands before it again. */
  private boolean isRead(int partitionId, long offset) {
    OwnedPartition partition = partitions.get(partitionId);
    return partition != null && offset < partition.position();
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
      stored(partitionId, offset);
      return true;
    } catch (IggyServerException e) {
      if (e.status() == IggyStatus.CONSUMER_GROUP_MEMBER_NOT_FOUND) {
        connection.disconnect();
        return false;
      }
      if (membership.isOthers(e)) {
        checkSoon();
        lost(partitionId);
        return false;
      }
      throw e;
    }
  }

  private void stored(int partitionId, long offset) {
    OwnedPartition partition = partitions.get(partitionId);
    partition.stored(offset);
    dropIfSettled(partition);
  }

  private void dropIfSettled(OwnedPartition partition) {
    if (partition.isSettled()) {
      lost(partition.id());
    }
  }

  /** Drops a partition that was kept only to store what had been read of it. */
  private void lost(int partitionId) {
    if (!membership.owned().contains(partitionId)) {
      partitions.remove(partitionId);
      tellAssignment();
    }
  }

  /** The partitions that are this member's, as far as it knows. For any thread. */
  public Set<Integer> assignment() {
    return assignment;
  }

  /**
   * Shows the server that the member is alive; for whoever schedules it, from any thread. Needed
   * only when a server of 0.8 has heartbeats switched on: it then drops a connection, and its
   * membership, that has sent no ping for 1.2 times its interval, however much it polls. For
   * members of a 0.9 server, which has them on by default and takes any request for a sign of life,
   * a thread of this client does so every {@link
   * org.apache.iggy.connector.client.ConnectionOptions#heartbeatIntervalMillis}. While another
   * thread is in a fetch, that thread's next request brings the ping.
   */
  public void heartbeat() {
    connection.heartbeatWithNextRequest();
    if (turn.tryLock()) {
      try {
        connection.heartbeat();
      } finally {
        turn.unlock();
      }
    }
  }

  private void enter() {
    if (!inUse.compareAndSet(false, true)) {
      throw new IllegalStateException("another thread uses the reader of " + options);
    }
    turn.lock();
    if (closed) {
      leave();
      throw closedException(null);
    }
  }

  private void leave() {
    turn.unlock();
    inUse.set(false);
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
      membership = Membership.of(connection.generation(), options, connection);
      membership.join();
      doubted.addAll(partitions.keySet());
      keepAlive();
      nextCheck = Deadline.inMillis(0);
    }
    if (nextCheck.hasPassed()) {
      nextCheck = Deadline.inMillis(options.membershipCheckMillis());
      if (membership.refresh()) {
        assign();
      }
    }
  }

  /**
   * A server of 0.9 evicts members it has not heard of for half a minute, unless told otherwise.
   */
  private void keepAlive() {
    int intervalMillis = options.connection().heartbeatIntervalMillis();
    if (keepAlive == null
        && intervalMillis > 0
        && connection.generation() == ProtocolGeneration.VSR) {
      keepAlive = MemberKeepAlive.start(this, intervalMillis);
    }
  }

  /** Looks at the group before the next poll, whatever it looked like last. */
  private void checkSoon() {
    membership.invalidate();
    nextCheck = Deadline.inMillis(0);
  }

  private void assign() {
    Set<Integer> owned = membership.owned();
    partitions
        .values()
        .removeIf(partition -> !owned.contains(partition.id()) && !isKept(partition));
    for (int id : owned) {
      OwnedPartition partition = partitions.get(id);
      if (partition == null) {
        FetchSize size = FetchSize.aimingAt(options.batchCount(), options.batchBytes());
        OwnedPartition taken = new OwnedPartition(id, startOf(id, options.start()), size);
        deliveredCheck().begin(taken);
        partitions.put(id, taken);
      } else if (!(doubted.contains(id) && isRestartedAfterLoss(partition))
          && storedPosition(id) > partition.position()) {
        partition.restart(storedPosition(id));
      }
      doubted.remove(id);
    }
    Set<Integer> awaited = membership.awaitedByOthers();
    for (OwnedPartition partition : partitions.values()) {
      int id = partition.id();
      partition.yielded(awaited.contains(id) || !owned.contains(id));
    }
    tellAssignment();
  }

  /** When the server has lost what was delivered, its offsets belong to other messages soon. */
  private boolean isRestartedAfterLoss(OwnedPartition partition) {
    OptionalLong resume = deliveredCheck().resumeOffset(partition);
    if (resume.isEmpty()) {
      return false;
    }
    long first = Math.max(resume.getAsLong(), offsets.earliest(partition.id()));
    partition.restart(first);
    if (storedPosition(partition.id()) > first) {
      setStored(partition.id(), first - 1);
    }
    return true;
  }

  private DeliveredCheck deliveredCheck() {
    return new DeliveredCheck(options, connection, membership.consumer());
  }

  /** What the group has stored must not be ahead of where it is read on, should this member end. */
  private void setStored(int partitionId, long offset) {
    OptionalInt partition = OptionalInt.of(partitionId);
    Consumer consumer = membership.consumer();
    connection.execute(
        offset < 0
            ? new DeleteConsumerOffset(consumer, options.stream(), options.topic(), partition)
            : new StoreConsumerOffset(
                consumer, options.stream(), options.topic(), partition, offset));
  }

  /** Whether a partition that is not owned any more is kept until what was read of it is stored. */
  private boolean isKept(OwnedPartition partition) {
    return membership.storesWhatItHasLost() && !partition.isSettled();
  }

  private void tellAssignment() {
    if (!partitions.keySet().equals(assignment)) {
      assignment = Set.copyOf(partitions.keySet());
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
    sendPolls();
    OwnedPartition.Poll oldest = connection.oldest();
    if (oldest == null) {
      waitForMessages(deadline);
      return null;
    }
    PolledMessages answer = connection.takeOldest(deadline);
    if (answer == null) {
      return null;
    }
    GroupBatch batch = isWanted(oldest) ? accept(oldest.partition, answer) : null;
    dropIfSettled(oldest.partition);
    return batch;
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
    if (partition.skipsToFirst() && !isGap(partition, answer)) {
      partition.skipsToFirst(false);
      partition.drained(false);
      return null;
    }
    partition.skipsToFirst(false);
    partition.fetchSize().accepted(answer.count(), answer.sizeBytes());
    GroupBatch batch = new GroupBatch(partition.id(), partition.position(), answer);
    partition.position(batch.lastOffset() + 1);
    partition.trail().add(batch.lastOffset(), batch.lastFingerprint());
    boolean more = batch.lastOffset() < batch.currentOffset();
    partition.drained(false);
    if (more && !partition.isYielded()) {
      sendPoll(partition);
    }
    return batch;
  }

  /**
   * Whether the server's first message lies behind what is wanted. It does not when the messages
   * came while the server made an answer, which then has none but tells of them.
   */
  private static boolean isGap(OwnedPartition partition, PolledMessages first) {
    MessageCursor cursor = first.cursor();
    cursor.next();
    return cursor.offset() > partition.position();
  }

  private void acceptNothing(OwnedPartition partition, long currentOffset) {
    partition.drained(true);
    if (partition.position() > currentOffset + 1) {
      // A purge removes stored offsets with the messages; a crash that loses messages sets them
      // back.
      partition.restart(startOf(partition.id(), GroupReaderOptions.Start.EARLIEST));
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
    MemberKeepAlive started = keepAlive;
    if (started != null) {
      started.close();
    }
    reconnection.close();
    connection.close();
  }
}
