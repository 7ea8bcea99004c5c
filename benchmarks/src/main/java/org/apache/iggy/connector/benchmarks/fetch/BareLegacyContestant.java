// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.benchmarks.fetch;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.iggy.connector.benchmarks.server.BenchmarkTopic;

/** The bare loop in the protocol of Iggy 0.8: headers of 8 bytes, 64 before each message. */
final class BareLegacyContestant extends BareSocketContestant {
  private static final int LOGIN = 38;
  private static final int POLL = 100;
  private static final int HEADER = 8;
  private static final int MESSAGE_HEADER = 64;

  BareLegacyContestant(BenchmarkTopic topic, int batchSize) {
    super(topic, batchSize);
    begin(topic);
  }

  @Override
  void putLogin(ByteBuffer request, String username, String password) {
    request.putInt(0).putInt(LOGIN);
    putText(request, username);
    putText(request, password);
    request.putInt(5).put("0.8.0".getBytes(StandardCharsets.US_ASCII)).putInt(0);
  }

  @Override
  void loggedIn(ByteBuffer answer) {
    // The connection is logged in; no request has to say so.
  }

  @Override
  int putPoll(ByteBuffer request, String stream) {
    request.putInt(0).putInt(POLL);
    return putPollBody(request, stream);
  }

  @Override
  void putLength(ByteBuffer request) {
    request.putInt(0, request.limit() - 4);
  }

  @Override
  int headerBytes() {
    return HEADER;
  }

  @Override
  int status(ByteBuffer answer) {
    return answer.getInt(0);
  }

  @Override
  int answerBytes(ByteBuffer answer) {
    return HEADER + answer.getInt(4);
  }

  @Override
  long payloadBytes(ByteBuffer answer, int from, int to) {
    long bytes = 0;
    int at = from;
    while (at < to) {
      int payload = answer.getInt(at + 52);
      bytes += payload;
      at += MESSAGE_HEADER + payload + answer.getInt(at + 48);
    }
    return bytes;
  }
}
