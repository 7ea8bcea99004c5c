// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.pinot.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iggy.connector.cli.CommandFailedException;
import org.apache.pinot.spi.config.table.TableConfig;
import org.apache.pinot.spi.data.Schema;
import org.apache.pinot.spi.utils.IngestionConfigUtils;
import org.apache.pinot.spi.utils.JsonUtils;

/**
 * A realtime table as Pinot reads it from a file. Three forms are understood: the table config
 * itself, what the controller answers to {@code GET /tables/NAME} ({@code {"REALTIME": ...}}), and
 * what it answers to {@code GET /tableConfigs/NAME} ({@code {"realtime": ..., "schema": ...}}).
 *
 * @param file where it was read from
 * @param config the table config
 * @param schema the schema, when the file holds it too
 */
public record TableFile(Path file, TableConfig config, Optional<Schema> schema) {

  /**
   * Reads a table config.
   *
   * @throws CommandFailedException when the file cannot be read or holds no table config
   */
  public static TableFile read(Path file) {
    ObjectNode root = JsonFile.read(file);
    Optional<Schema> schema =
        root.get("schema") instanceof ObjectNode node
            ? Optional.of(schema(file, node))
            : Optional.empty();
    try {
      return new TableFile(
          file, JsonUtils.jsonNodeToObject(tableNode(root), TableConfig.class), schema);
    } catch (JsonProcessingException e) {
      throw noTableConfig(file, e.getOriginalMessage(), e);
    } catch (IOException | RuntimeException e) {
      throw noTableConfig(file, e.getMessage(), e);
    }
  }

  /** The table config in one of the forms that a file may have. */
  public static ObjectNode tableNode(ObjectNode root) {
    for (String key : List.of("REALTIME", "realtime")) {
      if (root.get(key) instanceof ObjectNode table) {
        return table;
      }
    }
    return root;
  }

  /**
   * Reads a schema.
   *
   * @throws CommandFailedException when the file cannot be read or holds no schema
   */
  public static Schema readSchema(Path file) {
    return schema(file, JsonFile.read(file));
  }

  private static Schema schema(Path file, ObjectNode node) {
    try {
      return Schema.fromString(node.toString());
    } catch (IOException | RuntimeException e) {
      throw new CommandFailedException(file + " is no Pinot schema: " + firstLine(e), e);
    }
  }

  private static CommandFailedException noTableConfig(Path file, String why, Exception e) {
    return new CommandFailedException(
        file + " is no Pinot table config: " + String.valueOf(why).lines().findFirst().orElse(""),
        e);
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  /** The table's name with its type, such as {@code orders_REALTIME}. */
  public String tableName() {
    return config.getTableName();
  }

  /**
   * The keys of each of the table's streams, where Pinot looks for them.
   *
   * @throws CommandFailedException when it has none
   */
  public List<Map<String, String>> streamConfigMaps() {
    try {
      return IngestionConfigUtils.getStreamConfigMaps(config);
    } catch (IllegalStateException e) {
      throw new CommandFailedException(file + ": " + e.getMessage(), e);
    }
  }
}
