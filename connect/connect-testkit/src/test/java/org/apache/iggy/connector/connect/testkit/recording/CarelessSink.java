// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.testkit.recording;

import org.apache.iggy.connector.connect.api.ConnectorContext;
import org.apache.iggy.connector.connect.api.ConnectorInfo;
import org.apache.iggy.connector.connect.api.SinkBatch;
import org.apache.iggy.connector.connect.api.SinkConnector;
import org.apache.iggy.connector.connect.api.config.Config;
import org.apache.iggy.connector.connect.api.config.ConfigSpec;

/**
 * Writes to a file as {@link FileSink} does, but each batch only when the next comes: what users of
 * a buffer that nobody flushes lose in a crash.
 */
public final class CarelessSink implements SinkConnector {
  private final FileSink file = new FileSink();
  private SinkBatch held;

  @Override
  public ConnectorInfo info() {
    return new ConnectorInfo("testkit_careless", "Careless", "Writes a batch later than it says.");
  }

  @Override
  public ConfigSpec spec() {
    return file.spec();
  }

  @Override
  public void configure(Config config) {
    file.configure(config);
  }

  @Override
  public void start(ConnectorContext context) {
    file.start(context);
  }

  @Override
  public void write(SinkBatch batch) throws Exception {
    flush();
    held = batch;
  }

  private void flush() throws Exception {
    if (held != null) {
      file.write(held);
      held = null;
    }
  }

  @Override
  public void stop() throws Exception {
    flush();
    file.stop();
  }
}
