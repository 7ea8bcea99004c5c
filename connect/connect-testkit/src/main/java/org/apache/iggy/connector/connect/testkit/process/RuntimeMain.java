// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.testkit.process;

/** The runtime as a process of a test. */
final class RuntimeMain {
  /** Says on standard error that the connectors have been started. */
  static final String READY = "testkit: the connectors have been started";

  /** The configuration of the process's log. */
  static final String LOGGING = "iggy-connect-testkit-logback.xml";

  private RuntimeMain() {}

  /** Runs it on the configuration file that the one argument names. */
  public static void main(String[] arguments) {
    System.err.println(READY + " on " + arguments[0]);
  }
}
