// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.apache.iggy.connector.embedded.command.CommandDispatcher;
import org.apache.iggy.connector.embedded.command.ServerState;
import org.apache.iggy.connector.embedded.log.FileLogStore;
import org.apache.iggy.connector.embedded.log.LogStore;
import org.apache.iggy.connector.embedded.log.MemoryLogStore;
import org.apache.iggy.connector.embedded.log.PartitionLog;
import org.apache.iggy.connector.embedded.metadata.MetadataFile;
import org.apache.iggy.connector.embedded.net.Listener;
import org.apache.iggy.connector.embedded.net.ProtocolChoice;
import org.apache.iggy.connector.embedded.net.VsrService;
import org.apache.iggy.connector.embedded.release.IggyRelease;

/**
 * An Iggy server inside the JVM. It speaks the wire protocols of Iggy 0.8 and of Iggy 0.9 over TCP
 * or TLS, on one port, and keeps their rules, so any client of these releases works with it. It is
 * for tests and first steps, not for production: one process, one thread a connection.
 *
 * <pre>{@code
 * try (EmbeddedIggyServer server = EmbeddedIggyServer.start()) {
 *   connect(server.host(), server.port(), "iggy", "iggy");
 * }
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class EmbeddedIggyServer implements AutoCloseable {
  private static final int BACKLOG = 128;

  private final EmbeddedIggyOptions options;
  private final ServerState state;
  private final Optional<MetadataFile> metadata;
  private final VsrService vsr;
  private final ProtocolChoice protocols;
  private final Maintenance maintenance;
  private Listener listener;
  private volatile InetSocketAddress address;
  private boolean closed;

  private EmbeddedIggyServer(EmbeddedIggyOptions options) throws IOException {
    this.options = options;
    this.state = new ServerState(openStore(options), () -> micros(options.clock()));
    this.metadata = options.dataDirectory().map(MetadataFile::new);
    this.vsr = options.protocols().includeVsr() ? vsrService() : null;
    this.protocols =
        new ProtocolChoice(
            options.protocols().includeLegacy() ? dispatcher(options.legacyRelease()) : null,
            options.legacyRelease(),
            vsr);
    try {
      restore();
      listen(new InetSocketAddress(options.host(), options.port()));
    } catch (IOException | RuntimeException e) {
      state.close();
      throw e;
    }
    this.maintenance = new Maintenance(options, state, vsr);
  }

  private CommandDispatcher dispatcher(IggyRelease release) {
    return new CommandDispatcher(
        state, this::save, this::socketAddress, options.segmentSizeBytes(), release);
  }

  private VsrService vsrService() {
    IggyRelease release = options.vsrRelease();
    return new VsrService(state, dispatcher(release), release, options.reorderReplies());
  }

  private static LogStore openStore(EmbeddedIggyOptions options) {
    return options.dataDirectory().isPresent()
        ? new FileLogStore(options.dataDirectory().get(), options.segmentSizeBytes())
        : new MemoryLogStore(options.segmentSizeBytes());
  }

  private void restore() {
    boolean restored =
        metadata.isPresent() && metadata.get().load(state.store(), state.catalog(), state.users());
    if (!restored) {
      state.users().addRoot(options.username(), options.password(), state.nowMicros());
      save();
    }
  }

  private void save() {
    metadata.ifPresent(file -> file.save(state.catalog(), state.users()));
  }

  /**
   * Starts a server in memory, on a free port of loopback.
   *
   * @throws UncheckedIOException when it cannot listen
   */
  public static EmbeddedIggyServer start() {
    return start(EmbeddedIggyOptions.defaults());
  }

  /**
   * Starts a server.
   *
   * @throws UncheckedIOException when it cannot listen, or its data directory cannot be used
   */
  public static EmbeddedIggyServer start(EmbeddedIggyOptions options) {
    try {
      return new EmbeddedIggyServer(options);
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  private void listen(InetSocketAddress bindTo) throws IOException {
    ServerSocket socket =
        options.tls().isPresent() ? options.tls().get().createServerSocket() : new ServerSocket();
    try {
      socket.setReuseAddress(true);
      socket.bind(bindTo, BACKLOG);
    } catch (IOException e) {
      socket.close();
      throw new IOException("Cannot listen on " + bindTo + ": " + e.getMessage(), e);
    }
    address = (InetSocketAddress) socket.getLocalSocketAddress();
    listener = new Listener(socket, state, protocols);
  }

  /** The host it listens on, as an address like {@code 127.0.0.1}. */
  public String host() {
    return socketAddress().getAddress().getHostAddress();
  }

  /** The port it listens on; it stays the same over {@link #stop} and {@link #restart}. */
  public int port() {
    return socketAddress().getPort();
  }

  /** Host and port, like {@code 127.0.0.1:8090}. */
  public String address() {
    return host() + ":" + port();
  }

  /** Host and port. */
  public InetSocketAddress socketAddress() {
    return address;
  }

  /** The root user's name. */
  public String username() {
    return options.username();
  }

  /** The root user's password. */
  public String password() {
    return options.password();
  }

  /** Which generations of the protocol it speaks. */
  public ServedProtocols protocols() {
    return options.protocols();
  }

  /** Breaks all connections as a failing network would; clients may connect again at once. */
  public synchronized void dropConnections() {
    if (listener != null) {
      listener.dropConnections();
    }
  }

  /**
   * Stops listening and breaks all connections, but keeps the data, in memory too, and as a server
   * of 0.9 also the members of groups. Nothing happens if it is stopped.
   */
  public synchronized void stop() {
    if (listener != null) {
      keepSessions(true);
      listener.close();
      listener = null;
      keepSessions(false);
    }
  }

  private void keepSessions(boolean value) {
    if (vsr != null) {
      vsr.keepSessions(value);
    }
  }

  /**
   * Listens again, on the same port and with the data that was there when it was stopped. Nothing
   * happens if it is listening.
   *
   * @throws IllegalStateException when it is closed
   * @throws UncheckedIOException when the port is taken by now
   */
  public synchronized void restart() {
    if (closed) {
      throw new IllegalStateException("a closed server cannot be restarted; start a new one");
    }
    if (listener == null) {
      try {
        listen(address);
      } catch (IOException e) {
        throw new UncheckedIOException(e.getMessage(), e);
      }
    }
  }

  /** Stops for good. What is in a data directory stays there, what is in memory is gone. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      stop();
      maintenance.close();
      state.close();
    }
  }

  /**
   * Loses the last messages of a partition, as a real server does with those it had not flushed
   * when it was killed: the messages that are sent next get their offsets. For tests of what a
   * consumer makes of that; the order of events of a crash is {@link #stop}, this, {@link
   * #restart}.
   *
   * @param stream name of the stream
   * @param topic name of the topic
   * @param count how many messages; all there are when there are fewer
   * @throws IllegalArgumentException when there is no such partition
   */
  public void loseTail(String stream, String topic, int partitionId, int count) {
    state.lock().readLock().lock();
    try {
      PartitionLog log =
          state
              .catalog()
              .streams()
              .find(stream)
              .flatMap(found -> found.topics().find(topic))
              .flatMap(found -> found.partition(partitionId))
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "there is no partition " + partitionId + " of " + stream + "/" + topic))
              .log();
      log.loseFrom(Math.max(log.earliestOffset(), log.nextOffset() - count));
    } finally {
      state.lock().readLock().unlock();
    }
  }

  private static long micros(Clock clock) {
    Instant now = clock.instant();
    return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
  }

  @Override
  public String toString() {
    return "EmbeddedIggyServer{address=" + address() + "}";
  }
}
