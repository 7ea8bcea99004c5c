// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.schema;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the field that says when an event happened, by its name and its values. */
final class TimeColumnGuess {
  /** Names of event times without separators, the likeliest first. */
  private static final List<String> NAMES =
      List.of(
          "timestamp",
          "eventtime",
          "eventtimestamp",
          "ts",
          "time",
          "datetime",
          "createdat",
          "occurredat",
          "created",
          "date",
          "updatedat");

  private static final List<String> NAME_ENDINGS = List.of("timestamp", "time", "epoch", "date");
  private static final int ENDING_SCORE = 10;
  private static final int VALUE_SCORE = 5;
  private static final int BEST_NAME_SCORE = 100;

  private TimeColumnGuess() {}

  /** The likeliest field, if any can be a time. */
  static Optional<FieldProfile> among(Collection<FieldProfile> fields, long eventCount) {
    FieldProfile best = null;
    int bestScore = 0;
    for (FieldProfile field : fields) {
      int score = score(field, eventCount);
      if (score > bestScore) {
        best = field;
        bestScore = score;
      }
    }
    return Optional.ofNullable(best);
  }

  /** Whether the values can be times and the name says that they are. */
  static boolean isNamedLikeATime(FieldProfile field) {
    return field.timeFormat().isPresent() && nameScore(field.name()) > 0;
  }

  /** 0 when the field cannot be the time of an event. */
  private static int score(FieldProfile field, long eventCount) {
    Optional<TimeFormat> format = field.timeFormat();
    boolean isMostlyNull = field.presentCount() * 2 < eventCount;
    if (format.isEmpty() || isMostlyNull) {
      return 0;
    }
    int nameScore = nameScore(field.name());
    return switch (format.get()) {
      case ISO, EPOCH_MILLIS, EPOCH_MICROS, EPOCH_NANOS -> nameScore + VALUE_SCORE;
      // Many a count is as large as the seconds or days since 1970: the name has to say it too.
      case EPOCH_SECONDS, EPOCH_DAYS -> nameScore;
    };
  }

  private static int nameScore(String name) {
    String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    int rank = NAMES.indexOf(plain);
    if (rank >= 0) {
      return BEST_NAME_SCORE - rank;
    }
    boolean endsLikeATime =
        NAME_ENDINGS.stream().anyMatch(plain::endsWith)
            || name.endsWith("_at")
            || name.endsWith("At");
    return endsLikeATime ? ENDING_SCORE : 0;
  }
}
