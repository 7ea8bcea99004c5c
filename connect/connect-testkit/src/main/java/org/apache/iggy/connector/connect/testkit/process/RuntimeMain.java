// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.testkit.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * The runtime as a process of a test: it runs until it is told to stop by {@code SIGTERM}, and
 * finishes what it has begun then.
 */
final class RuntimeMain {
  /** Says on standard error that the connectors have been started. */
  static final String READY = "testkit: the connectors have been started";

  /** The configuration of the process's log. */
  static final String LOGGING = "iggy-connect-testkit-logback.xml";

  private RuntimeMain() {}

  /** Runs it on the configuration file that the one argument names. */
  public static void main(String[] arguments) throws InterruptedException {
    Thread watch = new Thread(RuntimeMain::endWithParent, "parent");
    watch.setDaemon(true);
    watch.start();
    FolderRuntime runtime = FolderRuntime.start(Path.of(arguments[0]));
    Runtime.getRuntime().addShutdownHook(new Thread(runtime::close, "stop"));
    System.err.println(READY);
    new CountDownLatch(1).await();
  }

  /** Standard input is a pipe that ends with the test's JVM, however that ends, or with a stop. */
  private static void endWithParent() {
    try {
      while (System.in.read() >= 0) {
        // Only the end counts.
      }
    } catch (IOException e) {
      // The pipe is broken: the other end is gone as well.
    }
    System.exit(0);
  }
}
