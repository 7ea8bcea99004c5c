// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.http;

import io.javalin.http.HttpStatus;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.iggy.connector.connect.api.config.ConfigProblem;
import org.apache.iggy.connector.connect.api.config.NearestName;

/** The fields of a body that has a few of them, and all that is wrong with them at once. */
final class RequestFields {
  private final Map<String, Object> body;
  private final Set<String> known = new HashSet<>();
  private final List<ConfigProblem> problems = new ArrayList<>();

  RequestFields(Map<String, Object> body) {
    this.body = body;
  }

  /** A whole number of 64 bits, 0 or more. */
  OptionalLong number(String name) {
    return number(name, Long.MAX_VALUE);
  }

  /** A whole number, from 0 to a largest one. */
  OptionalLong number(String name, long most) {
    Object value = take(name);
    if (!body.containsKey(name)) {
      return OptionalLong.empty();
    }
    try {
      // To JSON, 7 and 7.0 are one number.
      long number =
          value instanceof Number ? new BigDecimal(value.toString()).longValueExact() : -1;
      if (number >= 0 && number <= most) {
        return OptionalLong.of(number);
      }
    } catch (ArithmeticException | NumberFormatException e) {
      // Answered below, as a negative one is.
    }
    problems.add(
        new ConfigProblem(
            name,
            "must be a whole number, 0 or more"
                + (most < Long.MAX_VALUE ? ", at most " + most : "")));
    return OptionalLong.empty();
  }

  /** As {@link #number}, but it must be there. */
  long requiredNumber(String name) {
    return required(name, number(name).stream().boxed().findFirst()).orElse(0L);
  }

  Optional<String> text(String name) {
    Object value = take(name);
    if (value instanceof String text) {
      return Optional.of(text);
    }
    if (!body.containsKey(name)) {
      return Optional.empty();
    }
    problems.add(new ConfigProblem(name, "must be a text"));
    return Optional.empty();
  }

  /** As {@link #text}, but it must be there. */
  String requiredText(String name) {
    return required(name, text(name)).orElse("");
  }

  private <T> Optional<T> required(String name, Optional<T> value) {
    if (value.isEmpty() && !body.containsKey(name)) {
      problems.add(new ConfigProblem(name, "is required"));
    }
    return value;
  }

  /** Notes something that is wrong with a field. */
  void problem(String name, String message) {
    problems.add(new ConfigProblem(name, message));
  }

  /** A field that is taken as it is; null when there is none. */
  Object take(String name) {
    known.add(name);
    return body.get(name);
  }

  /**
   * Ends the reading.
   *
   * @throws ApiException 422 when anything was wrong, or when there are other fields
   */
  void check() {
    for (String name : body.keySet()) {
      if (!known.contains(name)) {
        String nearest =
            NearestName.of(name, known).map(near -> "; did you mean " + near + "?").orElse("");
        problems.add(new ConfigProblem(name, "is unknown" + nearest));
      }
    }
    if (!problems.isEmpty()) {
      throw new ApiException(
          HttpStatus.UNPROCESSABLE_CONTENT, "invalid_body", problems.get(0).toString(), problems);
    }
  }
}
