// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client;

import java.util.Objects;
import org.apache.iggy.connector.protocol.status.ErrorCategory;

/** Host and TCP port of a server. */
public final class IggyAddress {
  /** The port an Iggy server listens on unless told otherwise. */
  public static final int DEFAULT_PORT = 8090;

  private final String host;
  private final int port;

  private IggyAddress(String host, int port) {
    this.host = host;
    this.port = port;
  }

  /** An address from its parts; the port is within 1 to 65535. */
  public static IggyAddress of(String host, int port) {
    if (host.isBlank()) {
      throw new IllegalArgumentException("the host of an Iggy address is empty");
    }
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("port " + port + " is not within 1..65535");
    }
    return new IggyAddress(host.trim(), port);
  }

  /** Reads {@code host}, {@code host:port}, {@code [ipv6]} or {@code [ipv6]:port}. */
  public static IggyAddress parse(String text) {
    String trimmed = text.trim();
    int bracket = trimmed.lastIndexOf(']');
    int colon = trimmed.lastIndexOf(':');
    boolean bareIpv6 = bracket < 0 && colon >= 0 && trimmed.indexOf(':') != colon;
    boolean hasPort = colon > bracket && !bareIpv6;
    String host = hasPort ? trimmed.substring(0, colon) : trimmed;
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
    return of(host, hasPort ? parsePort(trimmed, colon) : DEFAULT_PORT);
  }

  private static int parsePort(String text, int colon) {
    try {
      return Integer.parseInt(text.substring(colon + 1));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is no address: expected host:port, such as localhost:8090", e);
    }
  }

  /** Host name or IP address. */
  public String host() {
    return host;
  }

  /** TCP port. */
  public int port() {
    return port;
  }

  /** That a connection to here was lost in the middle of something. */
  IggyException lost(String what, Exception cause) {
    return new IggyException(
        ErrorCategory.TRANSIENT,
        "lost the connection to " + this + " while " + what + ": " + cause.getMessage(),
        cause);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof IggyAddress
        && host.equals(((IggyAddress) other).host)
        && port == ((IggyAddress) other).port;
  }

  @Override
  public int hashCode() {
    return Objects.hash(host, port);
  }

  @Override
  public String toString() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }
}
