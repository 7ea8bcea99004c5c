// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.benchmarks.fetch;

import java.nio.ByteBuffer;
import org.apache.iggy.connector.benchmarks.server.BenchmarkTopic;

/**
 * The bare loop in the protocol of Iggy 0.9: headers of 256 bytes, 256 before each batch and 48
 * before each message.
 */
final class BareVsrContestant extends BareSocketContestant {
  private static final int HEADER = 256;
  private static final int BATCH_HEADER = 256;
  private static final int MESSAGE_HEADER = 48;
  private static final int SIZE_AT = 48;
  private static final int COMMAND_AT = 60;
  private static final int REPLY = 8;
  private static final int CLIENT_AT = 128;
  private static final int NUMBER_AT = 168;
  private static final int OPERATION_AT = 176;
  private static final int SESSION_AT = 184;
  private static final int CODE_AT = 196;
  private static final int REGISTER = 1;
  private static final int READ = 2;
  private static final int POLL = 100;

  /** 0.11.0, of major, minor and patch in 12, 10 and 10 bits. */
  private static final int PROTOCOL = 11 << 10;

  private final long client = System.nanoTime() | 1;
  private long session;

  BareVsrContestant(BenchmarkTopic topic, int batchSize) {
    super(topic, batchSize);
    begin(topic);
  }

  private void putHeader(ByteBuffer request, int operation, int code, long number) {
    request.put(new byte[HEADER]);
    request.put(COMMAND_AT, (byte) 5).putLong(CLIENT_AT, client).putLong(NUMBER_AT, number);
    request.put(OPERATION_AT, (byte) operation).putLong(SESSION_AT, session).putInt(CODE_AT, code);
  }

  @Override
  void putLogin(ByteBuffer request, String username, String password) {
    putHeader(request, REGISTER, 0, 0);
    request.putInt(PROTOCOL);
    putText(request, "bare loop");
    putText(request, "1");
    putText(request, username);
    putText(request, password);
    request.putInt(0);
  }

  /** The answer begins with a count of errors and the user's id. */
  @Override
  void loggedIn(ByteBuffer answer) {
    session = answer.getLong(HEADER + 8);
  }

  /** Reads may all carry the same number. */
  @Override
  int putPoll(ByteBuffer request, String stream) {
    putHeader(request, READ, POLL, 1);
    return putPollBody(request, stream);
  }

  @Override
  void putLength(ByteBuffer request) {
    request.putInt(SIZE_AT, request.limit());
  }

  @Override
  int headerBytes() {
    return HEADER;
  }

  @Override
  int status(ByteBuffer answer) {
    return answer.get(COMMAND_AT) == REPLY ? answer.getInt(216) : -answer.get(255);
  }

  @Override
  int answerBytes(ByteBuffer answer) {
    return answer.getInt(SIZE_AT);
  }

  @Override
  long payloadBytes(ByteBuffer answer, int from, int to) {
    long bytes = 0;
    int at = from;
    while (at < to) {
      int batchEnd = at + (int) answer.getLong(at + 32);
      at += BATCH_HEADER;
      while (at < batchEnd) {
        int payload = answer.getInt(at + 36);
        bytes += payload;
        at += MESSAGE_HEADER + payload + answer.getInt(at + 32);
      }
    }
    return bytes;
  }
}
