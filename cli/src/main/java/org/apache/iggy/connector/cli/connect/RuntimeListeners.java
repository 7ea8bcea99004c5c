// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.connect;

import java.util.List;
import org.apache.iggy.connector.connect.config.ConnectorId;
import org.apache.iggy.connector.connect.runtime.ConnectorStatus;
import org.apache.iggy.connector.connect.runtime.error.Stage;
import org.apache.iggy.connector.connect.runtime.monitor.ConnectorListener;
import org.apache.iggy.connector.connect.runtime.monitor.ErrorEvent;

/** Tells several listeners. */
final class RuntimeListeners implements ConnectorListener {
  private final List<ConnectorListener> listeners;

  RuntimeListeners(List<ConnectorListener> listeners) {
    this.listeners = List.copyOf(listeners);
  }

  @Override
  public void added(ConnectorId connector) {
    listeners.forEach(listener -> listener.added(connector));
  }

  @Override
  public void removed(ConnectorId connector) {
    listeners.forEach(listener -> listener.removed(connector));
  }

  @Override
  public void statusChanged(ConnectorId connector, ConnectorStatus status) {
    listeners.forEach(listener -> listener.statusChanged(connector, status));
  }

  @Override
  public void timed(ConnectorId connector, Stage stage, long nanos) {
    listeners.forEach(listener -> listener.timed(connector, stage, nanos));
  }

  @Override
  public void completed(ConnectorId connector, long nanos) {
    listeners.forEach(listener -> listener.completed(connector, nanos));
  }

  @Override
  public void latency(ConnectorId connector, long micros) {
    listeners.forEach(listener -> listener.latency(connector, micros));
  }

  @Override
  public void failed(ConnectorId connector, ErrorEvent error) {
    listeners.forEach(listener -> listener.failed(connector, error));
  }
}
