// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Settings of an {@link EmbeddedPinot}.
 *
 * @param dataDirectory where segments and their metadata live and survive a restart; empty for a
 *     temporary directory that is deleted on close
 * @param queryTimeout the deadline of a query that sets none itself ({@code SET timeoutMs=...;})
 * @param queryThreads threads that work on queries, shared by all of them; at least 1
 * @param closeTimeout how long {@link EmbeddedPinot#close()} waits for consumers to stop
 */
public record EmbeddedPinotOptions(
    Optional<Path> dataDirectory, Duration queryTimeout, int queryThreads, Duration closeTimeout) {

  /** Checks the values. */
  public EmbeddedPinotOptions {
    Objects.requireNonNull(dataDirectory, "dataDirectory");
    requirePositive("queryTimeout", queryTimeout);
    requirePositive("closeTimeout", closeTimeout);
    if (queryThreads < 1) {
      throw new IllegalArgumentException("queryThreads must be at least 1 but is " + queryThreads);
    }
  }

  /** A temporary directory, 10 s for a query, 30 s to close. */
  public static EmbeddedPinotOptions defaults() {
    int threads = Math.max(2, Runtime.getRuntime().availableProcessors());
    return new EmbeddedPinotOptions(
        Optional.empty(), Duration.ofSeconds(10), threads, Duration.ofSeconds(30));
  }

  /** The same with a data directory that outlives the process. */
  public EmbeddedPinotOptions withDataDirectory(Path directory) {
    return new EmbeddedPinotOptions(
        Optional.of(directory), queryTimeout, queryThreads, closeTimeout);
  }

  /** The same with another default deadline for queries. */
  public EmbeddedPinotOptions withQueryTimeout(Duration timeout) {
    return new EmbeddedPinotOptions(dataDirectory, timeout, queryThreads, closeTimeout);
  }

  /** The same with another number of query threads. */
  public EmbeddedPinotOptions withQueryThreads(int threads) {
    return new EmbeddedPinotOptions(dataDirectory, queryTimeout, threads, closeTimeout);
  }

  /** The same with another deadline for closing. */
  public EmbeddedPinotOptions withCloseTimeout(Duration timeout) {
    return new EmbeddedPinotOptions(dataDirectory, queryTimeout, queryThreads, timeout);
  }

  private static void requirePositive(String name, Duration duration) {
    if (duration.isZero() || duration.isNegative()) {
      throw new IllegalArgumentException(name + " must be positive but is " + duration);
    }
  }
}
