// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.testkit;

import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.iggy.connector.connect.api.Codec;
import org.apache.iggy.connector.connect.api.SinkConnector;
import org.apache.iggy.connector.connect.format.CodecFactory;
import org.apache.iggy.connector.connect.testkit.load.NumberedPayload;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * What a {@link SinkContract} has to know of a sink: beside what it has to know of any connector:
 * how its target is read back.
 *
 * <p>Each test has an instance of its own and expects an empty target; make it in a method of
 * {@code @BeforeEach}. Everything is called by the test's thread.
 */
public abstract class SinkFixture extends ConnectorFixture {
  private PrintStream systemOut;

  /** A new instance, as the runtime makes one for each task. */
  protected abstract SinkConnector newSink();

  /**
   * The payloads that the target has, partition by partition in the order of their offsets where it
   * {@linkplain Behaviour#KEEPS_ORDER keeps them}. Called also while the sink writes.
   */
  protected abstract List<byte[]> readTarget();

  /** What decodes the topic's messages. */
  protected Codec codec() {
    return CodecFactory.create(schema());
  }

  /** A payload that carries a number and has about so many bytes. */
  protected byte[] payload(long number, int sizeBytes) {
    return NumberedPayload.of(number, sizeBytes);
  }

  /** The number that a payload read back carries; none when it is not one of {@link #payload}. */
  protected OptionalLong numberIn(byte[] read) {
    return NumberedPayload.numberIn(read);
  }

  /** Bytes that are no document of the format. */
  protected byte[] brokenPayload() {
    return "{\"n\": 1, \"text\": broken".getBytes(StandardCharsets.UTF_8);
  }

  /** A payload that its target refuses, though it is of the format. */
  protected byte[] rejectedPayload() {
    throw new UnsupportedOperationException("declare " + Behaviour.TARGET_REJECTS_RECORDS);
  }

  /** Payloads as they come when the shape of documents changes without notice. */
  protected List<byte[]> driftedPayloads() {
    return Stream.of(
            "{\"n\":900001,\"text\":\"one more field\",\"added\":{\"deep\":[1,2.5,null]}}",
            "{\"n\":900002}",
            "{\"n\":900003,\"text\":17}",
            "{\"n\":900004,\"text\":{\"now\":\"an object\"}}",
            "{\"n\":900005,\"text\":null}",
            "{\"text\":\"no number\"}",
            "[900007]",
            "\"900008\"",
            "null")
        .map(text -> text.getBytes(StandardCharsets.UTF_8))
        .toList();
  }

  /** Makes the target unreachable. */
  protected void takeTargetAway() {
    throw new UnsupportedOperationException("declare " + Behaviour.HAS_OUTAGES);
  }

  /** Ends what {@link #takeTargetAway} began; the target has what it had. */
  protected void bringTargetBack() {
    throw new UnsupportedOperationException("declare " + Behaviour.HAS_OUTAGES);
  }

  /**
   * What the test's runtimes print to their standard output, and the test itself while {@link
   * #capturesStandardOutput}.
   */
  protected final Path standardOutput() {
    return folder.resolve("standard-output");
  }

  /** Whether the sink's target is the standard output. */
  protected boolean capturesStandardOutput() {
    return false;
  }

  @BeforeEach
  final void captureStandardOutput() throws FileNotFoundException {
    if (capturesStandardOutput()) {
      systemOut = System.out;
      OutputStream file = new FileOutputStream(standardOutput().toFile(), true);
      System.setOut(new PrintStream(file, true, StandardCharsets.UTF_8));
    }
  }

  @AfterEach
  final void releaseStandardOutput() {
    if (systemOut != null) {
      System.out.close();
      System.setOut(systemOut);
    }
  }

  /** The numbers in the target, in its order; what carries none is left out. */
  final List<Long> readNumbers() {
    return readTarget().stream()
        .map(this::numberIn)
        .flatMap(number -> number.stream().boxed())
        .toList();
  }
}
