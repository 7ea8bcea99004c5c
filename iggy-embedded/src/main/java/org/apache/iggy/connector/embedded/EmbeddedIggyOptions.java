// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.apache.iggy.connector.embedded.log.LogStore;
import org.apache.iggy.connector.embedded.release.IggyRelease;

/** How an {@link EmbeddedIggyServer} is set up. Immutable. */
public final class EmbeddedIggyOptions {
  private final InetAddress host;
  private final int port;
  private final String username;
  private final String password;
  private final Optional<Path> dataDirectory;
  private final Optional<ServerTls> tls;
  private final Duration heartbeatInterval;
  private final Duration retentionInterval;
  private final long segmentSizeBytes;
  private final Clock clock;
  private final ServedProtocols protocols;
  private final IggyRelease legacyRelease;
  private final IggyRelease vsrRelease;
  private final boolean reorderReplies;

  private EmbeddedIggyOptions(Builder builder) {
    this.host = builder.host;
    this.port = builder.port;
    this.username = builder.username;
    this.password = builder.password;
    this.dataDirectory = builder.dataDirectory;
    this.tls = builder.tls;
    this.heartbeatInterval = builder.heartbeatInterval;
    this.retentionInterval = builder.retentionInterval;
    this.segmentSizeBytes = builder.segmentSizeBytes;
    this.clock = builder.clock;
    this.protocols = builder.protocols;
    this.legacyRelease = builder.legacyRelease;
    this.vsrRelease = builder.vsrRelease;
    this.reorderReplies = builder.reorderReplies;
  }

  /** In memory, on a free port of loopback, user {@code iggy} with password {@code iggy}. */
  public static EmbeddedIggyOptions defaults() {
    return builder().build();
  }

  /** Starts from the {@link #defaults}. */
  public static Builder builder() {
    return new Builder();
  }

  InetAddress host() {
    return host;
  }

  int port() {
    return port;
  }

  String username() {
    return username;
  }

  String password() {
    return password;
  }

  Optional<Path> dataDirectory() {
    return dataDirectory;
  }

  Optional<ServerTls> tls() {
    return tls;
  }

  /** Zero when none was set. */
  Duration heartbeatInterval() {
    return heartbeatInterval;
  }

  Duration retentionInterval() {
    return retentionInterval;
  }

  long segmentSizeBytes() {
    return segmentSizeBytes;
  }

  Clock clock() {
    return clock;
  }

  ServedProtocols protocols() {
    return protocols;
  }

  IggyRelease legacyRelease() {
    return legacyRelease;
  }

  IggyRelease vsrRelease() {
    return vsrRelease;
  }

  boolean reorderReplies() {
    return reorderReplies;
  }

  @Override
  public String toString() {
    return "EmbeddedIggyOptions{host="
        + host.getHostAddress()
        + ", port="
        + port
        + ", username="
        + username
        + ", password=***"
        + dataDirectory.map(directory -> ", dataDirectory=" + directory).orElse("")
        + ", tls="
        + tls.isPresent()
        + ", heartbeatInterval="
        + heartbeatInterval
        + ", retentionInterval="
        + retentionInterval
        + ", segmentSizeBytes="
        + segmentSizeBytes
        + ", protocols="
        + protocols
        + ", legacyRelease="
        + legacyRelease
        + ", vsrRelease="
        + vsrRelease
        + "}";
  }

  /** Collects options. Not thread-safe. */
  public static final class Builder {
    private InetAddress host = InetAddress.getLoopbackAddress();
    private int port;
    private String username = "iggy";
    private String password = "iggy";
    private Optional<Path> dataDirectory = Optional.empty();
    private Optional<ServerTls> tls = Optional.empty();
    private Duration heartbeatInterval = Duration.ZERO;
    private Duration retentionInterval = Duration.ZERO;
    private long segmentSizeBytes = LogStore.DEFAULT_SEGMENT_BYTES;
    private Clock clock = Clock.systemUTC();
    private ServedProtocols protocols = ServedProtocols.byDefault();
    private IggyRelease legacyRelease = IggyRelease.V0_8;
    private IggyRelease vsrRelease = IggyRelease.V0_9;
    private boolean reorderReplies;

    private Builder() {}

    /**
     * The address to listen on; loopback by default. The server is not meant for any other network
     * than a container's own.
     */
    public Builder host(InetAddress value) {
      host = Objects.requireNonNull(value, "host");
      return this;
    }

    /** The port to listen on, 0 to 65535; 0, the default, is a free one. */
    public Builder port(int value) {
      require(value >= 0 && value <= 65_535, "port", value, "0 to 65535");
      port = value;
      return this;
    }

    /**
     * The root user, who may do everything; {@code iggy} and {@code iggy} by default. On a data
     * directory that has users already, the stored ones count.
     *
     * @param name 3 to 50 bytes
     * @param secret 3 to 100 bytes
     */
    public Builder credentials(String name, String secret) {
      require(name.length() >= 3 && name.length() <= 50, "username", name, "3 to 50 characters");
      require(
          secret.length() >= 3 && secret.length() <= 100, "password", "***", "3 to 100 characters");
      username = name;
      password = secret;
      return this;
    }

    /**
     * The folder to keep everything in, created if it is missing; without one, all is forgotten
     * when the server is closed. Only one server may use it at a time.
     */
    public Builder dataDirectory(Path value) {
      dataDirectory = Optional.of(value);
      return this;
    }

    /** Speaks TLS only; plain text by default. */
    public Builder tls(ServerTls value) {
      tls = Optional.of(value);
      return this;
    }

    /**
     * How often clients have to be heard of. A legacy client that has not pinged for 1.2 times as
     * long is told {@code StaleClient} at its next request and disconnected. A VSR client that has
     * joined a group and sent nothing for as long is told at once and loses its session; its
     * connection stays. Nobody is given up within an interval after the server's own process was
     * held up. By default off for legacy clients and 30 s for VSR clients, as in Iggy.
     */
    public Builder heartbeatInterval(Duration value) {
      require(!value.isNegative() && !value.isZero(), "heartbeatInterval", value, "over 0");
      heartbeatInterval = value;
      return this;
    }

    /**
     * How often expired messages, and those of topics over their size, are removed. Off by default,
     * as in Iggy.
     */
    public Builder retentionInterval(Duration value) {
      require(!value.isNegative() && !value.isZero(), "retentionInterval", value, "over 0");
      retentionInterval = value;
      return this;
    }

    /**
     * Size of a segment in bytes, which is what retention removes as a whole; up to 1 GiB, which is
     * the default. Topics cannot be limited to less.
     */
    public Builder segmentSizeBytes(long value) {
      require(
          value > 0 && value <= LogStore.MAX_SEGMENT_BYTES,
          "segmentSizeBytes",
          value,
          "1 to " + LogStore.MAX_SEGMENT_BYTES);
      segmentSizeBytes = value;
      return this;
    }

    /** The clock that messages, heartbeats and retention go by; the system's by default. */
    public Builder clock(Clock value) {
      clock = Objects.requireNonNull(value, "clock");
      return this;
    }

    /**
     * Which generations of the protocol are spoken; both by default, each client's own, unless the
     * system property {@code iggy.embedded.protocols} says {@code legacy} or {@code vsr}, so that a
     * test suite can be run on either. A server that speaks one answers clients of the other as a
     * real one of that generation does.
     */
    public Builder protocols(ServedProtocols value) {
      protocols = Objects.requireNonNull(value, "protocols");
      return this;
    }

    /**
     * What legacy clients take the server for: 0.8.0 by default. Iggy 0.6 has other messages, 0.6
     * and 0.7 other statistics, 0.7 other logins; in everything else the rules are those of 0.8.
     */
    public Builder legacyRelease(IggyRelease value) {
      require(!value.speaksVsr(), "legacyRelease", value, "a release up to Iggy 0.8");
      legacyRelease = value;
      return this;
    }

    /** Whose rules VSR clients meet; those of Iggy 0.9.0 by default. */
    public Builder vsrRelease(IggyRelease value) {
      require(value.speaksVsr(), "vsrRelease", value, "a release of Iggy 0.9");
      vsrRelease = value;
      return this;
    }

    /**
     * Whether VSR clients that send ahead get the replies of different partitions in another order
     * than they asked, as a real server may give them at any time; off by default.
     */
    public Builder reorderReplies(boolean value) {
      reorderReplies = value;
      return this;
    }

    /** Creates the options. */
    public EmbeddedIggyOptions build() {
      return new EmbeddedIggyOptions(this);
    }

    private static void require(boolean valid, String option, Object value, String allowed) {
      if (!valid) {
        throw new IllegalArgumentException(option + " must be " + allowed + ", not " + value);
      }
    }
  }
}
