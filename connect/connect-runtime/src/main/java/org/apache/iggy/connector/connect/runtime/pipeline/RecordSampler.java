// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.pipeline;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.iggy.connector.connect.api.ConnectRecord;
import org.apache.iggy.connector.connect.api.Payload;
import org.apache.iggy.connector.connect.runtime.message.LazyRecords;
import org.apache.iggy.connector.connect.runtime.monitor.RecordSample;
import org.apache.iggy.connector.connect.runtime.task.TaskControl;

/** Takes a sample of the records of a task now and then: one a second at most. Not thread-safe. */
public final class RecordSampler {
  private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int MOST_BYTES = 4_096;

  private final TaskControl control;
  private final TransformChain transforms;
  private long dueNanos;

  /** Samples records on their way through these transforms. */
  public RecordSampler(TaskControl control, TransformChain transforms) {
    this.control = control;
    this.transforms = transforms;
    this.dueNanos = control.clock().nanoTime();
  }

  /** Samples the first of a batch's records, if it is time. */
  public void offer(List<ConnectRecord> records, long nowNanos) {
    if (nowNanos - dueNanos < 0 || records.isEmpty()) {
      return;
    }
    dueNanos = nowNanos + INTERVAL_NANOS;
    ConnectRecord record = records instanceof LazyRecords lazy ? lazy.peek() : records.get(0);
    control
        .journal()
        .sampled(
            new RecordSample(
                control.clock().now(), Optional.ofNullable(record.origin()), steps(record)));
  }

  private List<RecordSample.Step> steps(ConnectRecord record) {
    List<RecordSample.Step> steps = new ArrayList<>();
    ConnectRecord changed = record;
    String name = "input";
    try {
      steps.add(step(name, changed.payload()));
      for (NamedTransform transform : transforms.steps()) {
        name = transform.type();
        changed = transform.transform().apply(changed);
        if (changed == null) {
          steps.add(new RecordSample.Step(name, Optional.empty(), "dropped"));
          break;
        }
        steps.add(step(name, changed.payload()));
      }
    } catch (RuntimeException e) {
      steps.add(new RecordSample.Step(name, Optional.empty(), "failed: " + control.describe(e)));
    }
    return steps;
  }

  private static RecordSample.Step step(String name, Payload payload) {
    return new RecordSample.Step(
        name, Optional.of(payload.schema().toString()), text(payload.bytes()));
  }

  private static String text(byte[] bytes) {
    byte[] shown = bytes.length <= MOST_BYTES ? bytes : Arrays.copyOf(bytes, MOST_BYTES);
    String text = isText(bytes) ? lenient(shown) : Base64.getEncoder().encodeToString(shown);
    return bytes.length <= MOST_BYTES ? text : text + "... (" + bytes.length + " bytes altogether)";
  }

  private static boolean isText(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static String lenient(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
