// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.config;

import java.util.Objects;

/**
 * Where something of a configuration stands.
 *
 * @param source a file, a URL, or {@code environment variable NAME}
 * @param line the line, from 1; 0 when there are no lines, or it is not known
 */
public record Location(String source, int line) implements Comparable<Location> {
  /** Checks that there is a source. */
  public Location {
    Objects.requireNonNull(source);
  }

  /** By source, then by line. */
  @Override
  public int compareTo(Location other) {
    int bySource = source.compareTo(other.source);
    return bySource != 0 ? bySource : Integer.compare(line, other.line);
  }

  /** Such as {@code connectors/stdout.toml:12}. */
  @Override
  public String toString() {
    return line == 0 ? source : source + ":" + line;
  }
}
