// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.command;

import java.util.Optional;
import java.util.function.Supplier;
import org.apache.iggy.connector.client.IggyServerException;
import org.apache.iggy.connector.client.RequestExecutor;
import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.status.IggyStatus;

/**
 * Makes something and returns what the server says of it. A server of 0.9 that was asked again, as
 * it wished, may have made it the first time and have its answer no more: then it is looked up.
 */
final class Creation {
  private Creation() {}

  static <R> R execute(RequestExecutor executor, Request<R> request, Supplier<Optional<R>> find) {
    try {
      return executor.execute(request);
    } catch (IggyServerException e) {
      if (e.status() != IggyStatus.REQUEST_ALREADY_APPLIED) {
        throw e;
      }
      return find.get().orElseThrow(() -> e);
    }
  }
}
