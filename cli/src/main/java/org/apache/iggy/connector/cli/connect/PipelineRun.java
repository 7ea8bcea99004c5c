// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.connect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.iggy.connector.connect.api.ConnectRecord;
import org.apache.iggy.connector.connect.runtime.pipeline.NamedTransform;
import org.apache.iggy.connector.connect.runtime.pipeline.TransformChain;

/**
 * What becomes of one record on its way through transforms.
 *
 * @param steps the record as it came and behind each transform that it reached
 * @param output what comes out; empty when it was dropped or failed
 * @param failure why it failed, and where; empty when it did not
 */
record PipelineRun(List<Step> steps, Optional<ConnectRecord> output, Optional<String> failure) {
  /** The record at one point. */
  record Step(String name, String payload) {}

  static PipelineRun of(ConnectRecord input, TransformChain transforms) {
    List<Step> steps = new ArrayList<>();
    ConnectRecord record = input;
    String at = "read";
    try {
      steps.add(new Step(at, PayloadText.of(record.payload())));
      for (NamedTransform transform : transforms.steps()) {
        at = transform.type();
        record = transform.transform().apply(record);
        if (record == null) {
          steps.add(new Step(at, "dropped"));
          return new PipelineRun(steps, Optional.empty(), Optional.empty());
        }
        steps.add(new Step(at, PayloadText.of(record.payload())));
      }
      at = "encode";
      if (record.payload().bytes() == null) {
        throw new IllegalStateException("there is no payload");
      }
      return new PipelineRun(steps, Optional.of(record), Optional.empty());
    } catch (RuntimeException e) {
      steps.add(new Step(at, "failed: " + e.getMessage()));
      return new PipelineRun(steps, Optional.empty(), Optional.of(at + ": " + e.getMessage()));
    }
  }
}
