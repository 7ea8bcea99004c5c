// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a command has started, closed in reverse order. Thread-safe. */
public final class ResourceStack implements AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(ResourceStack.class);

  private final Deque<AutoCloseable> resources = new ArrayDeque<>();
  private boolean closed;

  /**
   * Adds a resource to be closed before all that were added earlier.
   *
   * @throws IllegalStateException when the stack is closed, after closing the resource
   */
  public synchronized <T extends AutoCloseable> T add(T resource) {
    if (closed) {
      closeQuietly(resource);
      throw new IllegalStateException("stopped while starting");
    }
    resources.push(resource);
    return resource;
  }

  /** Closes everything; a resource that fails to close does not keep others from it. */
  @Override
  public synchronized void close() {
    closed = true;
    while (!resources.isEmpty()) {
      closeQuietly(resources.pop());
    }
  }

  private static void closeQuietly(AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception e) {
      LOGGER.warn("failed to close", e);
    }
  }
}
