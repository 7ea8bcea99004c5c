// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.benchmarks.decode;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.iggy.connector.pinot.decoder.IggyJsonMessageDecoder;
import org.apache.pinot.spi.data.readers.GenericRow;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Decodes one JSON event of eight fields into a Pinot row. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class JsonEventBenchmark {
  private static final byte[] EVENT =
      ("{\"userId\":\"user-48213\",\"eventType\":\"page_view\",\"deviceType\":\"mobile\","
              + "\"duration\":1831,\"price\":24.99,\"timestamp\":1763721282123,"
              + "\"tags\":[\"a\",\"b\"],\"geo\":{\"country\":\"DE\",\"city\":\"Köln\"}}")
          .getBytes(StandardCharsets.UTF_8);

  /** How many of the fields the table asks for; 0 asks for all. */
  @Param({"0", "3"})
  public int fields;

  private final IggyJsonMessageDecoder decoder = new IggyJsonMessageDecoder();
  private final GenericRow row = new GenericRow();

  /** Prepares the decoder. */
  @Setup
  public void init() {
    Set<String> wanted = fields == 0 ? Set.of() : Set.of("userId", "duration", "timestamp");
    decoder.init(Map.of(), wanted, "events");
  }

  /** One event. */
  @Benchmark
  public GenericRow decode() {
    row.clear();
    return decoder.decode(EVENT, row);
  }
}
