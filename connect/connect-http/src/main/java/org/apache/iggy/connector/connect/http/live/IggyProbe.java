// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.http.live;

import java.time.Duration;
import java.util.Optional;
import org.apache.iggy.connector.client.ConnectionOptions;
import org.apache.iggy.connector.client.IggyClient;
import org.apache.iggy.connector.client.IggyException;

/** Tells whether the Iggy server answers. Thread-safe. */
final class IggyProbe implements AutoCloseable {
  private static final long TIMEOUT_MILLIS = 2_000;

  /** Probes of an orchestrator and of people must not become a load. */
  private static final long VALID_NANOS = Duration.ofSeconds(2).toNanos();

  private final IggyClient client;
  private final String address;
  private Optional<String> problem = Optional.empty();
  private long checkedAtNanos;
  private boolean checked;

  IggyProbe(ConnectionOptions options) {
    this.client = IggyClient.connect(options, 1).within(TIMEOUT_MILLIS);
    this.address = options.address().toString();
  }

  /** A client for requests of a user, who does not wait long. */
  IggyClient client() {
    return client;
  }

  /** Why it does not answer; empty when it did a moment ago. */
  synchronized Optional<String> problem() {
    if (!checked || System.nanoTime() - checkedAtNanos > VALID_NANOS) {
      problem = check();
      checkedAtNanos = System.nanoTime();
      checked = true;
    }
    return problem;
  }

  private Optional<String> check() {
    try {
      client.system().ping();
      return Optional.empty();
    } catch (IggyException e) {
      return Optional.of("Iggy at " + address + " cannot be used: " + e.getMessage());
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
