// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.pipeline;

import java.util.List;
import org.apache.iggy.connector.connect.api.CodecException;
import org.apache.iggy.connector.connect.api.ConnectRecord;
import org.apache.iggy.connector.connect.api.Transform;
import org.apache.iggy.connector.connect.runtime.error.Stage;
import org.apache.iggy.connector.connect.runtime.task.Attempts;
import org.apache.iggy.connector.connect.runtime.task.RejectedException;

/**
 * The transforms of a connector in their order. A record that fails is rejected alone. Immutable
 * and thread-safe.
 */
public final class TransformChain {
  private final List<NamedTransform> steps;
  private final Transform[] transforms;

  /** Applies these, in this order. */
  public TransformChain(List<NamedTransform> steps) {
    this.steps = List.copyOf(steps);
    this.transforms = steps.stream().map(NamedTransform::transform).toArray(Transform[]::new);
  }

  /** Whether there are none. */
  public boolean isEmpty() {
    return transforms.length == 0;
  }

  /** The transforms. */
  public List<NamedTransform> steps() {
    return steps;
  }

  /**
   * Applies them to a batch.
   *
   * @param attempts try again where that is the policy
   * @param rejections gets the records that fail
   */
  public TransformedRecords apply(
      List<ConnectRecord> records, Attempts attempts, Rejections rejections)
      throws InterruptedException {
    if (isEmpty()) {
      return TransformedRecords.unchanged(records);
    }
    TransformedRecords transformed = TransformedRecords.sized(records.size());
    for (int i = 0; i < records.size(); i++) {
      ConnectRecord original = records.get(i);
      ConnectRecord changed;
      try {
        changed = apply(original);
      } catch (RuntimeException failure) {
        changed = applyAgain(original, failure, attempts, rejections);
      }
      if (changed != null) {
        transformed.add(changed, original);
      }
    }
    return transformed;
  }

  /** The record behind all transforms; null when one of them has dropped it. */
  ConnectRecord apply(ConnectRecord record) {
    ConnectRecord changed = record;
    for (Transform transform : transforms) {
      changed = transform.apply(changed);
      if (changed == null) {
        return null;
      }
    }
    return changed;
  }

  private ConnectRecord applyAgain(
      ConnectRecord record, RuntimeException failure, Attempts attempts, Rejections rejections)
      throws InterruptedException {
    try {
      return attempts.runAgain(
          stage(record, failure), record.origin(), failure, () -> apply(record));
    } catch (RejectedException e) {
      rejections.add(record, e.stage(), e.getCause(), e.attempts());
      return null;
    }
  }

  private static Stage stage(ConnectRecord record, RuntimeException failure) {
    return failure instanceof CodecException && !record.payload().isDecoded()
        ? Stage.DECODE
        : Stage.TRANSFORM;
  }
}
