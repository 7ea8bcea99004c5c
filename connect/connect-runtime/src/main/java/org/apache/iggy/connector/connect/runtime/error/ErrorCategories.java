// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.error;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.apache.iggy.connector.client.IggyException;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.ErrorCategory;

/** Which category the exceptions have whose class tells it. */
final class ErrorCategories {
  private ErrorCategories() {}

  /** The category; empty when the class does not tell. */
  static Optional<ErrorCategory> of(Throwable failure) {
    if (failure instanceof ConnectException e) {
      return Optional.of(e.category());
    }
    if (failure instanceof IggyException e) {
      return Optional.of(ErrorCategory.valueOf(e.category().name()));
    }
    boolean passing =
        failure instanceof IOException
            || failure instanceof UncheckedIOException
            || failure instanceof TimeoutException
            || failure instanceof SQLTransientException
            || failure instanceof SQLRecoverableException;
    return passing ? Optional.of(ErrorCategory.TRANSIENT) : Optional.empty();
  }
}
