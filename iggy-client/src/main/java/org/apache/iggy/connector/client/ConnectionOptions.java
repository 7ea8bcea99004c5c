// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client;

import java.util.Objects;
import java.util.Optional;

/** How a connection is made: where to, as whom, over what and with which limits. Immutable. */
public final class ConnectionOptions {
  private final IggyAddress address;
  private final Credentials credentials;
  private final TlsOptions tls;
  private final ProtocolChoice protocol;
  private final int connectTimeoutMillis;
  private final int requestTimeoutMillis;
  private final int heartbeatIntervalMillis;
  private final int maxFrameBytes;

  private ConnectionOptions(Builder builder) {
    this.address = Objects.requireNonNull(builder.address, "address");
    this.credentials = builder.credentials;
    this.tls = builder.tls;
    this.protocol = builder.protocol;
    this.connectTimeoutMillis = builder.connectTimeoutMillis;
    this.requestTimeoutMillis = builder.requestTimeoutMillis;
    this.heartbeatIntervalMillis = builder.heartbeatIntervalMillis;
    this.maxFrameBytes = builder.maxFrameBytes;
  }

  /** Options for a server, everything else at its default. */
  public static Builder builder(IggyAddress address) {
    return new Builder(address);
  }

  /** The same options with at most this long for connecting and for a request, each. */
  public ConnectionOptions within(long timeoutMillis) {
    int limit = (int) Math.max(1, Math.min(timeoutMillis, Integer.MAX_VALUE));
    return toBuilder()
        .connectTimeoutMillis(Math.min(connectTimeoutMillis, limit))
        .requestTimeoutMillis(Math.min(requestTimeoutMillis, limit))
        .build();
  }

  /** The same options for another address. */
  ConnectionOptions at(IggyAddress other) {
    return other.equals(address) ? this : toBuilder(other).build();
  }

  /** Where the server is. */
  public IggyAddress address() {
    return address;
  }

  /** What to log in with; empty leaves the connection logged out. */
  public Optional<Credentials> credentials() {
    return Optional.ofNullable(credentials);
  }

  /** TLS, if the connection uses it. */
  public Optional<TlsOptions> tls() {
    return Optional.ofNullable(tls);
  }

  /** Which generation of the protocol is spoken, if that is told. */
  public ProtocolChoice protocol() {
    return protocol;
  }

  /** Limit on connecting, TLS handshake and login together, milliseconds. */
  public int connectTimeoutMillis() {
    return connectTimeoutMillis;
  }

  /** Limit on one request and its response, milliseconds. */
  public int requestTimeoutMillis() {
    return requestTimeoutMillis;
  }

  /** After how long without one a request is sent with a ping, milliseconds; 0 for never. */
  public int heartbeatIntervalMillis() {
    return heartbeatIntervalMillis;
  }

  /** The largest response that is accepted, bytes. */
  public int maxFrameBytes() {
    return maxFrameBytes;
  }

  /** A builder that starts with these options. */
  public Builder toBuilder() {
    return toBuilder(address);
  }

  private Builder toBuilder(IggyAddress to) {
    return new Builder(to)
        .credentials(credentials)
        .tls(tls)
        .protocol(protocol)
        .connectTimeoutMillis(connectTimeoutMillis)
        .requestTimeoutMillis(requestTimeoutMillis)
        .heartbeatIntervalMillis(heartbeatIntervalMillis)
        .maxFrameBytes(maxFrameBytes);
  }

  @Override
  public String toString() {
    return address
        + (tls == null ? "" : " over TLS")
        + (credentials == null ? "" : " as " + credentials);
  }

  /** Collects options; a value out of range is refused at once with its name. */
  public static final class Builder {
    private final IggyAddress address;
    private Credentials credentials;
    private TlsOptions tls;
    private ProtocolChoice protocol = ProtocolChoice.AUTO;
    private int connectTimeoutMillis = 10_000;
    private int requestTimeoutMillis = 30_000;
    private int heartbeatIntervalMillis = 3_000;
    private int maxFrameBytes = 128 * 1024 * 1024;

    private Builder(IggyAddress address) {
      this.address = address;
    }

    /** What to log in with. */
    public Builder credentials(Credentials value) {
      credentials = value;
      return this;
    }

    /** Uses TLS with these options; null for none. */
    public Builder tls(TlsOptions value) {
      tls = value;
      return this;
    }

    /**
     * Which generation of the protocol is spoken; the server is asked by default. Telling it spares
     * the question, which a server of 0.8 logs as an error, and ties the client to that generation:
     * a server of the other one is refused with an error that says so.
     */
    public Builder protocol(ProtocolChoice value) {
      protocol = Objects.requireNonNull(value, "protocol");
      return this;
    }

    /** Limit on connecting, TLS handshake and login together; at least 1, default 10000. */
    public Builder connectTimeoutMillis(int value) {
      connectTimeoutMillis = atLeast("connectTimeoutMillis", value, 1);
      return this;
    }

    /** Limit on one request and its response; at least 1, default 30000. */
    public Builder requestTimeoutMillis(int value) {
      requestTimeoutMillis = atLeast("requestTimeoutMillis", value, 1);
      return this;
    }

    /**
     * After how long without one a request is sent with a ping; 0 for never, default 3000.
     *
     * <p>A server with heartbeats switched on (it is off by default, its interval then 5 s) drops
     * connections that send none for 1.2 times its interval, busy ones too. A connection without
     * requests sends none by itself: that is for who schedules {@code heartbeat()} of its owner.
     *
     * <p>A server of 0.9 has them on, counts any request and gives up only members of groups that
     * are silent for 36 s; while a member's owner works, pings are sent for it at this interval.
     */
    public Builder heartbeatIntervalMillis(int value) {
      heartbeatIntervalMillis = atLeast("heartbeatIntervalMillis", value, 0);
      return this;
    }

    /** The largest response that is accepted; at least 1024, default 128 MiB. */
    public Builder maxFrameBytes(int value) {
      maxFrameBytes = atLeast("maxFrameBytes", value, 1024);
      return this;
    }

    /** The options. */
    public ConnectionOptions build() {
      return new ConnectionOptions(this);
    }

    private static int atLeast(String name, int value, int least) {
      if (value < least) {
        throw new IllegalArgumentException(
            name + " is " + value + ", it must be at least " + least);
      }
      return value;
    }
  }
}
