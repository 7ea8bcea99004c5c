// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.net;

import java.io.IOException;
import org.apache.iggy.connector.embedded.command.PolledBatch;
import org.apache.iggy.connector.embedded.command.ResponseSink;
import org.apache.iggy.connector.protocol.command.Request;

/** Takes the response to anything but a poll. */
abstract class Responses implements ResponseSink {
  /** Takes it and does nothing. */
  static Responses ignored() {
    return new Responses() {
      @Override
      public <R> void answered(Request<R> request, R response) {}
    };
  }

  @Override
  public void polled(PolledBatch batch) throws IOException {
    throw new IllegalStateException("a poll's answer to another command");
  }
}
