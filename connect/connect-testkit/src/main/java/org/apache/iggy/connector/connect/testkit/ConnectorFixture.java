// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.Connector;
import org.apache.iggy.connector.connect.api.ErrorCategory;
import org.apache.iggy.connector.connect.api.Schema;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** What a contract has to know of any connector: its configuration, and what it cannot do. */
public abstract class ConnectorFixture {
  private static final long STOP_LIMIT_MILLIS = 20_000;

  /** A folder of the test's own. */
  @TempDir protected Path folder;

  /** Its {@code plugin_config}, for another system's place that is the test's own. */
  protected abstract Map<String, Object> pluginConfig();

  /**
   * The behaviours that it does not have, each with the reason that is shown for what is skipped.
   */
  protected Map<Behaviour, String> lacks() {
    return Map.of();
  }

  /** The format of the topic's messages. */
  protected Schema schema() {
    return Schema.JSON;
  }

  /** More keys of the topic's {@code [[streams]]} table, such as those of a format's schema. */
  protected Map<String, Object> streamConfig() {
    return Map.of();
  }

  /** More keys of the connector's file beside {@code plugin_config}, such as {@code transforms}. */
  protected Map<String, Object> connectorConfig() {
    return Map.of();
  }

  /**
   * The secrets in {@link #pluginConfig}: nothing that the connector shows may hold one of them.
   */
  protected List<String> secrets() {
    return List.of();
  }

  /** Skips what the connector has declared that it cannot do. */
  @BeforeEach
  protected void followDeclaration(TestInfo test) {
    Declarations.follow(test.getTestMethod().orElseThrow(), lacks());
  }

  final boolean has(Behaviour behaviour) {
    return !lacks().containsKey(behaviour);
  }

  /** The connector with its configuration, not started. */
  final <C extends Connector> C configured(C connector) {
    connector.configure(connector.spec().read(pluginConfig()).orThrow());
    return connector;
  }

  /** Fails when a connector does not notice that its system is away. */
  final void assertVerifyFails(Connector connector, String what) throws Exception {
    Connector verifying = configured(connector);
    assertThat(failureOf(verifying::verify)).as("verify() without %s", what).isNotNull();
    verifying.stop();
  }

  /** Fails when it takes long to stop a connector whose system is away. */
  static void assertStopsSoon(Runnable stop, String what) {
    long before = System.nanoTime();
    stop.run();
    assertThat((System.nanoTime() - before) / 1_000_000)
        .as("milliseconds that stop() takes without %s", what)
        .isLessThan(STOP_LIMIT_MILLIS);
  }

  /** Fails unless something has failed in a way that is worth a retry. */
  static void assertTransient(Exception failure, String what) {
    assertThat(failure).as(what).isNotNull();
    if (failure instanceof ConnectException categorised) {
      assertThat(categorised.category()).isEqualTo(ErrorCategory.TRANSIENT);
    }
  }

  /** Something that a test does and that may fail. */
  @FunctionalInterface
  interface Step {
    void run() throws Exception;
  }

  /** What a step fails with; null when it does not. */
  static Exception failureOf(Step step) {
    try {
      step.run();
      return null;
    } catch (Exception e) {
      return e;
    }
  }
}
