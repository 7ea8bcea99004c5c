// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.embedded;

import org.apache.pinot.spi.config.table.TableConfig;
import org.apache.pinot.spi.config.table.TableType;
import org.apache.pinot.spi.config.table.ingestion.IngestionConfig;

/** Refuses tables that need parts of a cluster which are not embedded. */
final class SupportedTables {
  private SupportedTables() {}

  static void check(TableConfig config) {
    String name = config.getTableName();
    if (config.getTableType() != TableType.REALTIME) {
      throw new EmbeddedPinotException("table " + name + " must have tableType REALTIME");
    }
    IngestionConfig ingestion = config.getIngestionConfig();
    if (ingestion != null
        && ingestion.getStreamIngestionConfig() != null
        && ingestion.getStreamIngestionConfig().isPauselessConsumptionEnabled()) {
      throw new EmbeddedPinotException(
          "table " + name + " sets pauselessConsumptionEnabled, which needs a real controller");
    }
  }
}
