// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.source;

import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.ConnectorContext;
import org.apache.iggy.connector.connect.api.ConnectorInfo;
import org.apache.iggy.connector.connect.api.ErrorCategory;
import org.apache.iggy.connector.connect.api.SourceBatch;
import org.apache.iggy.connector.connect.api.SourceConnector;
import org.apache.iggy.connector.connect.api.config.Config;
import org.apache.iggy.connector.connect.api.config.ConfigSpec;
import org.apache.iggy.connector.connect.postgres.ConnectionString;
import org.apache.iggy.connector.connect.postgres.source.PostgresSourceKeys.Mode;

/** Sends rows of PostgreSQL tables, or their changes, to Iggy. */
public final class PostgresSourceConnector implements SourceConnector {
  private Config config;
  private ConnectionString database;
  private Reader reader;

  /** Creates one, for the service loader. */
  public PostgresSourceConnector() {}

  @Override
  public ConnectorInfo info() {
    return new ConnectorInfo(
        "postgres",
        "PostgreSQL",
        "Sends rows of PostgreSQL tables as they are added, or every change of them.");
  }

  @Override
  public ConfigSpec spec() {
    return PostgresSourceKeys.SPEC;
  }

  @Override
  public void configure(Config given) {
    config = given;
    try {
      database = ConnectionString.parse(given.get(PostgresSourceKeys.CONNECTION_STRING));
    } catch (IllegalArgumentException e) {
      throw new ConnectException(
          ErrorCategory.CONFIGURATION, "connection_string " + e.getMessage(), e);
    }
    if (given.get(PostgresSourceKeys.MODE) == Mode.POLLING) {
      PollingSettings.of(given, database);
    }
  }

  private Reader reader(ConnectorContext context) {
    return config.get(PostgresSourceKeys.MODE) == Mode.CDC
        ? new CdcReader(CdcSettings.of(config, database), context)
        : new PollingReader(PollingSettings.of(config, database), context);
  }

  @Override
  public void verify() throws Exception {
    reader(null).verify();
  }

  @Override
  public void start(ConnectorContext context) throws Exception {
    reader = reader(context);
    reader.start();
  }

  @Override
  public SourceBatch poll(long timeoutMillis) throws Exception {
    return reader.poll(timeoutMillis);
  }

  @Override
  public void acknowledged(SourceBatch batch) throws Exception {
    reader.acknowledged(batch);
  }

  @Override
  public int maxUnacknowledgedBatches() {
    return reader.maxUnacknowledgedBatches();
  }

  /** CDC makes a slot and a publication, which a dry run must not. */
  @Override
  public boolean leavesNoTrace() {
    return config.get(PostgresSourceKeys.MODE) == Mode.POLLING;
  }

  @Override
  public void stop() throws Exception {
    if (reader != null) {
      reader.stop();
    }
  }
}
