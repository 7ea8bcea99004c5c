// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.testkit.recording;

import java.util.ArrayList;
import java.util.List;
import org.apache.iggy.connector.connect.api.ConnectorContext;
import org.apache.iggy.connector.connect.api.ConnectorInfo;
import org.apache.iggy.connector.connect.api.SinkBatch;
import org.apache.iggy.connector.connect.api.SinkConnector;
import org.apache.iggy.connector.connect.api.config.Config;
import org.apache.iggy.connector.connect.api.config.ConfigSpec;

/**
 * Writes to a file as {@link FileSink} does, but not before it is stopped: what users of a buffer
 * that nobody flushes lose in a crash. Whatever the runtime has stored as done is lost, at
 * whichever moment it is killed.
 */
public final class CarelessSink implements SinkConnector {
  private final FileSink file = new FileSink();
  private final List<SinkBatch> held = new ArrayList<>();

  @Override
  public ConnectorInfo info() {
    return new ConnectorInfo("testkit_careless", "Careless", "Writes later than it says.");
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
  public void write(SinkBatch batch) {
    held.add(batch);
  }

  @Override
  public void stop() throws Exception {
    for (SinkBatch batch : held) {
      file.write(batch);
    }
    file.stop();
  }
}
