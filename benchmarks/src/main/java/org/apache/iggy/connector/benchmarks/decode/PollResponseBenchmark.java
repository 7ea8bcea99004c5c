// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.benchmarks.decode;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;
import org.apache.iggy.connector.protocol.message.MessageCursor;
import org.apache.iggy.connector.protocol.message.MessageHeader;
import org.apache.iggy.connector.protocol.message.PolledMessages;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** Decodes the answer to a poll of 1000 messages: by walking it, and by copying each payload. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PollResponseBenchmark {
  private static final int COUNT = 1000;
  private static final int ANSWER_HEADER = 16;

  /** Bytes of each payload. */
  @Param({"150", "1024"})
  public int payloadBytes;

  private ByteBuffer body;

  /** Makes the answer's bytes. */
  @Setup
  public void fill() {
    int each = MessageHeader.LENGTH + payloadBytes;
    body = ByteBuffer.allocateDirect(ANSWER_HEADER + COUNT * each).order(ByteOrder.LITTLE_ENDIAN);
    body.putInt(0).putLong(COUNT - 1).putInt(COUNT);
    for (int i = 0; i < COUNT; i++) {
      int at = ANSWER_HEADER + i * each;
      MessageHeader.offset(body, at, i);
      MessageHeader.payloadLength(body, at, payloadBytes);
    }
    body.rewind();
  }

  /** Every offset and length, nothing copied. */
  @Benchmark
  public long walk() {
    MessageCursor cursor = PolledMessages.CODEC.decode(new WireReader(body)).cursor();
    long sum = 0;
    while (cursor.next()) {
      sum += cursor.offset() + cursor.payloadLength();
    }
    return sum;
  }

  /** Every payload as an array of its own. */
  @Benchmark
  public void copyPayloads(Blackhole sink) {
    MessageCursor cursor = PolledMessages.CODEC.decode(new WireReader(body)).cursor();
    while (cursor.next()) {
      sink.consume(cursor.payload());
    }
  }
}
