// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.schema;

import java.nio.file.Path;
import org.apache.iggy.connector.cli.CommandFailedException;

/** Finds names for tables that Pinot and SQL accept without quotes. */
public final class TableName {
  private static final String ALLOWED = "[A-Za-z][A-Za-z0-9]*(_[A-Za-z0-9]+)*";

  private TableName() {}

  /** A table named like a topic. */
  public static String ofTopic(String topic) {
    String name = topic.replaceAll("[^A-Za-z0-9]+", "_").replaceAll("^_|_$", "");
    return name.matches(ALLOWED) ? name : "t_" + name;
  }

  /** A table named like a file, without its endings. */
  public static String ofFile(Path file) {
    return ofTopic(topicOfFile(file));
  }

  /** A topic named like a file, without its endings. */
  public static String topicOfFile(Path file) {
    String name = file.getFileName().toString().replaceAll("(?i)\\.(gz|json|jsonl|ndjson)", "");
    return name.isEmpty() ? "events" : name;
  }

  /** A name that the user chose. */
  public static String checked(String name) {
    if (!name.matches(ALLOWED)) {
      throw new CommandFailedException(
          "--table " + name + ": use letters, digits and single underscores, a letter first");
    }
    return name;
  }
}
