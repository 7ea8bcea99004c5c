// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.apache.iggy.connector.embedded.log.LogStore;

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
     * How often clients have to ping: one that has not for 1.2 times as long is told {@code
     * StaleClient} at its next request and disconnected. Off by default, as in Iggy.
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
