// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.connect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.iggy.connector.connect.api.Codec;
import org.apache.iggy.connector.connect.api.ConnectorContext;
import org.apache.iggy.connector.connect.api.Schema;
import org.apache.iggy.connector.connect.api.SourceConnector;
import org.apache.iggy.connector.connect.config.ConnectorSettings;
import org.apache.iggy.connector.connect.runtime.ConnectorParts;
import org.apache.iggy.connector.connect.runtime.launch.LoadedPlugins;
import org.apache.iggy.connector.connect.runtime.state.StateFolder;

/** Reads a source once, and acknowledges nothing. */
final class SourceDryRun extends DryRun<SourceConnector> implements ConnectorContext {
  private static final long PATIENCE_SECONDS = 15;
  private static final long POLL_MILLIS = 1_000;

  SourceDryRun(LoadedPlugins loaded, ConnectorSettings settings, DryRunReport report, int limit) {
    super(loaded, settings, loaded.plugins().source(settings.plugin()), report, limit);
  }

  @Override
  void run(SourceConnector connector) {
    boolean reachable = verify(connector);
    verifyIggy();
    if (!reachable) {
      return;
    }
    if (connector.leavesNoTrace()) {
      report.check("reading", () -> read(connector));
    } else {
      report.say("is not read: that would leave something behind in the other system");
    }
  }

  private void read(SourceConnector connector) throws Exception {
    try {
      connector.start(this);
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
      int before = left();
      while (left() == before && System.nanoTime() < end) {
        connector
            .poll(POLL_MILLIS)
            .records()
            .forEach(record -> show("a record", record, "would send"));
      }
      if (left() == before) {
        report.say("there is nothing new within " + PATIENCE_SECONDS + " s");
      }
    } finally {
      connector.stop();
    }
  }

  @Override
  public String connectorKey() {
    return settings.key();
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
    StateFolder states = new StateFolder(loaded.configuration().runtime().stateFolder());
    try {
      return states.source(settings.key()).load(settings.plugin());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Codec codec(Schema schema) {
    return ConnectorParts.codecs(settings).apply(schema);
  }

  @Override
  public boolean isStopping() {
    return false;
  }

  @Override
  public void warn(String message) {
    report.say("warning: " + message);
  }
}
