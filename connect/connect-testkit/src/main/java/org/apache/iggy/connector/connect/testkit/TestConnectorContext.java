// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.testkit;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.iggy.connector.connect.api.Codec;
import org.apache.iggy.connector.connect.api.ConnectorContext;
import org.apache.iggy.connector.connect.api.Schema;
import org.apache.iggy.connector.connect.format.CodecFactory;

/** The context of a connector that runs without a runtime. */
public final class TestConnectorContext implements ConnectorContext {
  private final byte[] state;
  private final List<String> warnings = new CopyOnWriteArrayList<>();
  private volatile boolean stopping;

  private TestConnectorContext(byte[] state) {
    this.state = state;
  }

  /** The context of a connector that starts anew. */
  public static TestConnectorContext fresh() {
    return new TestConnectorContext(null);
  }

  /** The context of a source that goes on from a state; null for one that starts anew. */
  public static TestConnectorContext withState(byte[] state) {
    return new TestConnectorContext(state);
  }

  @Override
  public String connectorKey() {
    return "under_test";
  }

  @Override
  public int task() {
    return 0;
  }

  @Override
  public int tasks() {
    return 1;
  }

  @Override
  public Optional<byte[]> state() {
    return Optional.ofNullable(state);
  }

  @Override
  public Codec codec(Schema schema) {
    return CodecFactory.create(schema);
  }

  @Override
  public boolean isStopping() {
    return stopping;
  }

  /** From now on {@link #isStopping} says so. */
  public void startStopping() {
    stopping = true;
  }

  @Override
  public void warn(String message) {
    warnings.add(message);
  }

  /** What the connector has warned of, in order. */
  public List<String> warnings() {
    return List.copyOf(warnings);
  }
}
