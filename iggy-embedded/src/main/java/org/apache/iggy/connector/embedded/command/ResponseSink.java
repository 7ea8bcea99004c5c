// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.command;

import java.io.IOException;
import org.apache.iggy.connector.protocol.command.Request;

/** Where answers go. */
public interface ResponseSink {
  /** Answers a request that succeeded. */
  <R> void answered(Request<R> request, R response) throws IOException;

  /** Answers a poll. */
  void polled(PolledBatch batch) throws IOException;
}
