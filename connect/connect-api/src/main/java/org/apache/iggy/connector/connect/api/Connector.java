// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.api;

import org.apache.iggy.connector.connect.api.config.Config;
import org.apache.iggy.connector.connect.api.config.ConfigSpec;

/**
 * What moves data between Iggy and another system: a {@link SourceConnector} or a {@link
 * SinkConnector}.
 *
 * <p>Found by {@link java.util.ServiceLoader} under {@code SinkConnector} or {@code
 * SourceConnector}; has a public constructor without parameters. The runtime makes an instance per
 * task and calls it from one thread at a time: {@link #configure}, {@link #start}, then {@code
 * poll} or {@code write}, and {@link #stop} at last, whatever came before. A stopped instance is
 * not started again.
 */
public interface Connector {
  /** What it is called. */
  ConnectorInfo info();

  /** The keys of its {@code plugin_config}. */
  ConfigSpec spec();

  /**
   * Takes its configuration, of which each key was checked by the {@link #spec}.
   *
   * <p>Connects to nothing. What cannot be seen key by key is checked here.
   *
   * @throws ConnectException of category CONFIGURATION, which names the keys
   */
  void configure(Config config);

  /**
   * Looks whether the other system can be reached and would let this connector work, and changes
   * nothing there. Called behind {@link #configure}, in place of {@link #start}, by dry runs.
   *
   * @throws Exception what stands in the way
   */
  default void verify() throws Exception {}

  /**
   * Connects. The runtime tries again, on a fresh instance, when it throws a transient error.
   *
   * @throws Exception what stands in the way; a {@link ConnectException} says what to do about it
   */
  void start(ConnectorContext context) throws Exception;

  /**
   * Lets go of everything, within a few seconds. Called once, also when {@link #start} failed.
   *
   * @throws Exception is logged
   */
  void stop() throws Exception;
}
