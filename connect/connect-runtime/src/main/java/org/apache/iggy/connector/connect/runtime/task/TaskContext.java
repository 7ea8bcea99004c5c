// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.task;

import java.util.Optional;
import java.util.function.Function;
import org.apache.iggy.connector.connect.api.Codec;
import org.apache.iggy.connector.connect.api.ConnectorContext;
import org.apache.iggy.connector.connect.api.Schema;
import org.apache.iggy.connector.connect.runtime.error.Stage;

/** What a connector sees of its task. */
public final class TaskContext implements ConnectorContext {
  private final TaskControl control;
  private final Stage stage;
  private final byte[] state;
  private final Function<Schema, Codec> codecs;

  /**
   * The context of a task's connector.
   *
   * @param stage in which the connector works: its warnings are shown there
   * @param state the state of a source; null for none
   * @param codecs the codecs that the connector's streams configure, and those that need no schema
   */
  public TaskContext(
      TaskControl control, Stage stage, byte[] state, Function<Schema, Codec> codecs) {
    this.control = control;
    this.stage = stage;
    this.state = state;
    this.codecs = codecs;
  }

  @Override
  public String connectorKey() {
    return control.connector().key();
  }

  @Override
  public int task() {
    return control.task();
  }

  @Override
  public int tasks() {
    return control.tasks();
  }

  @Override
  public Optional<byte[]> state() {
    return Optional.ofNullable(state);
  }

  @Override
  public Codec codec(Schema schema) {
    return codecs.apply(schema);
  }

  @Override
  public boolean isStopping() {
    return control.isStopping();
  }

  @Override
  public void warn(String message) {
    control.warn(stage, message);
  }
}
