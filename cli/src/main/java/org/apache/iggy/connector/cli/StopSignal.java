// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli;

import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;

/** Keeps a command running until the user stops the process, and then closes what it started. */
public final class StopSignal {
  private final ResourceStack resources;
  private final PrintWriter out;
  private final Thread hook;
  private volatile boolean stopping;

  /** Closes the resources when the process is stopped, by Ctrl-C or a signal. */
  public StopSignal(ResourceStack resources, PrintWriter out) {
    this.resources = resources;
    this.out = out;
    this.hook = new Thread(this::stop, "stop");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void stop() {
    stopping = true;
    out.println();
    out.println("Stopping ...");
    out.flush();
    resources.close();
    out.println("Stopped.");
    out.flush();
  }

  /** Whether the user has stopped the process; what fails from now on is of no interest. */
  public boolean isStopping() {
    return stopping;
  }

  /** Waits until the process is stopped; ends only when the thread is interrupted. */
  public void await() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Forgets about the process: the caller closes the resources itself. */
  public void cancel() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is being stopped already, and the hook is at work.
      return;
    }
  }
}
