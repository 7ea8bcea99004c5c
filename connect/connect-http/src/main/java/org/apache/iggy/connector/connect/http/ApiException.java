// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.http;

import io.javalin.http.HttpStatus;
import java.util.List;
import org.apache.iggy.connector.connect.api.config.ConfigProblem;

/** A request that is answered with an error. */
final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final HttpStatus status;
  private final String code;
  private final transient List<ConfigProblem> problems;

  /**
   * Such a request.
   *
   * @param code for programs, such as {@code sink_not_found}
   * @param reason for people: what is wrong and what to change
   */
  ApiException(HttpStatus status, String code, String reason) {
    this(status, code, reason, List.of());
  }

  /** Such a request, with all that is wrong in its body. */
  ApiException(HttpStatus status, String code, String reason, List<ConfigProblem> problems) {
    super(reason);
    this.status = status;
    this.code = code;
    this.problems = List.copyOf(problems);
  }

  HttpStatus status() {
    return status;
  }

  String code() {
    return code;
  }

  List<ConfigProblem> problems() {
    return problems == null ? List.of() : problems;
  }
}
