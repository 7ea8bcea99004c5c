// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.pinot.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.iggy.connector.cli.CommandFailedException;
import org.apache.iggy.connector.pinot.config.IggyStreamConfig;
import org.apache.iggy.connector.pinot.config.IggyStreamConfigException;
import org.apache.pinot.spi.stream.StreamConfig;

/** Reads the streams of a table as the plugin does. */
public final class TableStream {
  private TableStream() {}

  /**
   * The configuration of each stream.
   *
   * @throws CommandFailedException when there is none, or the plugin refuses one
   */
  public static List<IggyStreamConfig> all(TableFile table) {
    List<IggyStreamConfig> streams = new ArrayList<>();
    for (Map<String, String> keys : table.streamConfigMaps()) {
      streams.add(read(table, keys));
    }
    return streams;
  }

  private static IggyStreamConfig read(TableFile table, Map<String, String> keys) {
    String type = keys.get("streamType");
    if (!"iggy".equals(type)) {
      throw refused(table, "streamType is '" + type + "', not iggy", null);
    }
    try {
      return IggyStreamConfig.from(new StreamConfig(table.tableName(), keys));
    } catch (IggyStreamConfigException e) {
      throw refused(table, String.join("; ", e.problems()), e);
    } catch (IllegalArgumentException | NullPointerException e) {
      throw refused(table, e.getMessage(), e);
    }
  }

  private static CommandFailedException refused(TableFile table, String why, Exception cause) {
    return new CommandFailedException(table.file() + ": " + why, cause);
  }
}
