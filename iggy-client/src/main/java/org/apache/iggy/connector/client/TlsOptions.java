// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client;

import java.util.Objects;
import javax.net.ssl.SSLContext;

/** How a TLS connection trusts the server and shows itself. Immutable. */
public final class TlsOptions {
  private final SSLContext context;
  private final boolean hostNameVerified;

  private TlsOptions(SSLContext context, boolean hostNameVerified) {
    this.context = Objects.requireNonNull(context, "context");
    this.hostNameVerified = hostNameVerified;
  }

  /** TLS by a context of the caller's, with host names verified. */
  public static TlsOptions of(SSLContext context) {
    return new TlsOptions(context, true);
  }

  /** The context that makes engines. */
  public SSLContext context() {
    return context;
  }

  /** Whether the server's certificate has to carry the host name that was connected to. */
  public boolean hostNameVerified() {
    return hostNameVerified;
  }
}
