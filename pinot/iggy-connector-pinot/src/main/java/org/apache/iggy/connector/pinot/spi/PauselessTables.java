// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.spi;

import java.util.Map;
import java.util.WeakHashMap;
import org.apache.pinot.spi.config.table.TableConfig;
import org.apache.pinot.spi.config.table.ingestion.StreamIngestionConfig;
import org.apache.pinot.spi.stream.StreamConfig;

/**
 * Which tables consume without a pause: their next segment starts before the last one is committed.
 *
 * <p>The consumer factory is never told. The decoder is, which Pinot makes from the same {@link
 * StreamConfig} before the segment's consumer, so it leaves word here. Thread-safe; forgets a table
 * when Pinot does.
 */
public final class PauselessTables {
  private static final boolean EXISTS =
      SpiFeature.hasMethod(StreamIngestionConfig.class, "isPauselessConsumptionEnabled");
  private static final Map<StreamConfig, Boolean> PAUSELESS = new WeakHashMap<>();

  private PauselessTables() {}

  /** Notes what a table's configuration says; null says nothing. */
  public static void note(StreamConfig streamConfig, TableConfig tableConfig) {
    synchronized (PAUSELESS) {
      // Of two that are equal the map would keep the older one for a key, and forget with it.
      PAUSELESS.remove(streamConfig);
      if (isPauseless(tableConfig)) {
        PAUSELESS.put(streamConfig, true);
      }
    }
  }

  /** Whether the table is known to be pauseless. */
  public static boolean contains(StreamConfig streamConfig) {
    synchronized (PAUSELESS) {
      return PAUSELESS.containsKey(streamConfig);
    }
  }

  private static boolean isPauseless(TableConfig tableConfig) {
    if (!EXISTS || tableConfig == null || tableConfig.getIngestionConfig() == null) {
      return false;
    }
    StreamIngestionConfig ingestion = tableConfig.getIngestionConfig().getStreamIngestionConfig();
    return ingestion != null && ingestion.isPauselessConsumptionEnabled();
  }
}
