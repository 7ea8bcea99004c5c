// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.connect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.iggy.connector.client.IggyClient;
import org.apache.iggy.connector.connect.api.Codec;
import org.apache.iggy.connector.connect.api.ConnectRecord;
import org.apache.iggy.connector.connect.api.ConnectorContext;
import org.apache.iggy.connector.connect.api.Schema;
import org.apache.iggy.connector.connect.api.SourceBatch;
import org.apache.iggy.connector.connect.api.SourceConnector;
import org.apache.iggy.connector.connect.config.ConnectorSettings;
import org.apache.iggy.connector.connect.runtime.ConnectorParts;
import org.apache.iggy.connector.connect.runtime.IggyConnections;
import org.apache.iggy.connector.connect.runtime.launch.LoadedPlugins;
import org.apache.iggy.connector.connect.runtime.pipeline.TransformChain;
import org.apache.iggy.connector.connect.runtime.plugin.ConnectorPlugin;
import org.apache.iggy.connector.connect.runtime.state.StateFolder;

/** Reads a source once, and acknowledges nothing. */
final class SourceDryRun implements ConnectorContext {
  private static final long PATIENCE_SECONDS = 15;
  private static final long POLL_MILLIS = 1_000;

  private final LoadedPlugins loaded;
  private final ConnectorSettings settings;
  private final DryRunReport report;
  private final TransformChain transforms;
  private int left;

  SourceDryRun(LoadedPlugins loaded, ConnectorSettings settings, DryRunReport report, int limit) {
    this.loaded = loaded;
    this.settings = settings;
    this.report = report;
    this.transforms = ConnectorParts.transforms(settings, loaded.plugins());
    this.left = limit;
  }

  void run() {
    report.check(
        "connection to Iggy",
        () ->
            IggyClient.connect(IggyConnections.options(loaded.configuration().settings().iggy()), 1)
                .close());
    ConnectorPlugin<SourceConnector> plugin = loaded.plugins().source(settings.plugin());
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    Thread.currentThread().setContextClassLoader(plugin.classLoader());
    try {
      run(plugin);
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }

  private void run(ConnectorPlugin<SourceConnector> plugin) {
    SourceConnector connector = plugin.create();
    boolean reachable =
        report.check(
            "connection to " + settings.plugin(),
            () -> {
              connector.configure(plugin.spec().read(settings.pluginConfig()).orThrow());
              connector.verify();
            });
    if (!reachable) {
      return;
    }
    if (!connector.leavesNoTrace()) {
      report.say("is not read: that would leave something behind in the other system");
      return;
    }
    report.check("reading", () -> read(connector));
  }

  private void read(SourceConnector connector) throws Exception {
    try {
      connector.start(this);
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
      int before = left;
      while (left == before && System.nanoTime() < end) {
        show(connector.poll(POLL_MILLIS));
      }
      if (left == before) {
        report.say("there is nothing new within " + PATIENCE_SECONDS + " s");
      }
    } finally {
      connector.stop();
    }
  }

  private void show(SourceBatch batch) {
    for (ConnectRecord record : batch.records()) {
      if (left > 0) {
        left--;
        report.show("a record", PipelineRun.of(record, transforms), "would send");
      }
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
