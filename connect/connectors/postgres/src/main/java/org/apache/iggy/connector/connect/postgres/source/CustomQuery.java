// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.source;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A query of the user's, with variables. */
record CustomQuery(String text) {
  private static final Pattern VARIABLE =
      Pattern.compile("\\$(table|offset|limit|now_unix|now)\\b");

  /** Whether it asks for rows behind the last one. */
  boolean usesOffset() {
    return text.contains("$offset");
  }

  /**
   * The query to run.
   *
   * @param offset the last tracking value; quotes in it are doubled, since it stands in quotes
   */
  String sql(String table, String offset, int limit, Instant now) {
    Map<String, String> values =
        Map.of(
            "table", table,
            "offset", offset == null ? "" : offset.replace("'", "''"),
            "limit", Integer.toString(limit),
            "now", now.truncatedTo(ChronoUnit.MICROS).toString().replace("Z", "+00:00"),
            "now_unix", Long.toString(now.getEpochSecond()));
    return VARIABLE
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(values.get(found.group(1))));
  }
}
