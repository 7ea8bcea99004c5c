// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.sink;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.iggy.connector.connect.api.CodecException;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.ConnectRecord;
import org.apache.iggy.connector.connect.api.ErrorCategory;
import org.apache.iggy.connector.connect.api.RecordsRejectedException;
import org.apache.iggy.connector.connect.api.RecordsRejectedException.Rejection;
import org.apache.iggy.connector.connect.api.SinkBatch;
import org.apache.iggy.connector.connect.api.SinkConnector;
import org.apache.iggy.connector.connect.runtime.error.ErrorPolicy;
import org.apache.iggy.connector.connect.runtime.error.Stage;
import org.apache.iggy.connector.connect.runtime.error.Verdict;
import org.apache.iggy.connector.connect.runtime.pipeline.Rejections;
import org.apache.iggy.connector.connect.runtime.task.Attempts;
import org.apache.iggy.connector.connect.runtime.task.RejectedException;
import org.apache.iggy.connector.connect.runtime.task.TaskControl;
import org.apache.iggy.connector.connect.runtime.task.TaskFailedException;

/**
 * Has a sink write batches, so that a record that cannot be written fails alone.
 *
 * <p>Records that the sink names are rejected, and those of them whose reason may pass are tried
 * again alone. When it fails a whole batch for good, those at fault are found: by decoding and
 * encoding, if that was the error, and by writing halves otherwise. Not thread-safe.
 */
final class SinkWriter {
  private final SinkConnector sink;
  private final Attempts attempts;
  private final TaskControl control;

  SinkWriter(SinkConnector sink, Attempts attempts, TaskControl control) {
    this.sink = sink;
    this.attempts = attempts;
    this.control = control;
  }

  /**
   * Writes a batch; returns when each of its records is written or rejected.
   *
   * @param originals what each record was made of
   * @return how many were written
   */
  int write(SinkBatch batch, List<ConnectRecord> originals, Rejections rejections)
      throws InterruptedException {
    if (batch.size() == 0) {
      return 0;
    }
    int before = rejections.size();
    writePart(new Part(batch, originals), 0, rejections);
    return batch.size() - (rejections.size() - before);
  }

  private void writePart(Part part, int attemptsBefore, Rejections rejections)
      throws InterruptedException {
    try {
      sink.write(part.batch);
    } catch (Throwable first) {
      writeAgain(part, first, attemptsBefore, rejections);
    }
  }

  private void writeAgain(Part part, Throwable first, int attemptsBefore, Rejections rejections)
      throws InterruptedException {
    Remaining remaining = new Remaining(part, rejections);
    try {
      Throwable failure = remaining.settle(first);
      if (failure != null) {
        attempts.runAgain(
            Stage.WRITE,
            remaining.part.originals.get(0).origin(),
            failure,
            attemptsBefore,
            remaining::writeOnce);
      }
    } catch (RejectedException e) {
      isolate(remaining.part, e, rejections);
    }
  }

  private void isolate(Part part, RejectedException failure, Rejections rejections)
      throws InterruptedException {
    Throwable cause = failure.getCause();
    boolean whole = ErrorPolicy.category(cause, failure.attempts()) == ErrorCategory.TRANSIENT;
    if (whole || part.size() == 1) {
      for (ConnectRecord original : part.originals) {
        rejections.add(original, failure.stage(), cause, failure.attempts());
      }
      return;
    }
    Part sound = cause instanceof CodecException ? rejectUnreadable(part, rejections) : part;
    if (sound.size() < part.size()) {
      if (sound.size() > 0) {
        writePart(sound, failure.attempts(), rejections);
      }
      return;
    }
    int half = part.size() / 2;
    writePart(part.between(0, half), failure.attempts(), rejections);
    writePart(part.between(half, part.size()), failure.attempts(), rejections);
  }

  /** Rejects the records that cannot be decoded or encoded; the rest. */
  private Part rejectUnreadable(Part part, Rejections rejections) {
    Set<Integer> unreadable = new HashSet<>();
    for (int i = 0; i < part.size(); i++) {
      ConnectRecord record = part.batch.get(i);
      Stage stage = record.payload().isDecoded() ? Stage.ENCODE : Stage.DECODE;
      try {
        record.payload().value();
        record.payload().bytes();
      } catch (RuntimeException e) {
        unreadable.add(i);
        rejections.addTold(part.originals.get(i), stage, e, 1);
      }
    }
    return part.without(unreadable);
  }

  /** The records of a part that are not settled yet, while the sink is asked again and again. */
  private final class Remaining {
    private final Rejections rejections;
    private Part part;

    Remaining(Part part, Rejections rejections) {
      this.part = part;
      this.rejections = rejections;
    }

    Void writeOnce() throws Exception {
      try {
        sink.write(part.batch);
      } catch (RecordsRejectedException e) {
        Throwable failure = settle(e);
        if (failure != null) {
          throw (ConnectException) failure;
        }
      }
      return null;
    }

    /**
     * Rejects the records that the sink has named for good.
     *
     * @return the failure that is left; null when nothing is
     */
    Throwable settle(Throwable failure) {
      if (!(failure instanceof RecordsRejectedException named)) {
        return failure;
      }
      Set<Integer> settled = new HashSet<>();
      for (int i = 0; i < part.size(); i++) {
        settled.add(i);
      }
      Throwable passing = null;
      for (Rejection rejection : named.rejections()) {
        if (rejection.index() < 0 || rejection.index() >= part.size()) {
          return misnamed(rejection.index());
        }
      }
      for (Rejection rejection : named.rejections()) {
        if (isPassing(rejection)) {
          settled.remove(rejection.index());
          passing = rejection.reason();
        } else {
          reject(rejection);
        }
      }
      part = part.without(settled);
      return passing == null
          ? null
          : new ConnectException(
              ErrorCategory.TRANSIENT, part.size() + " records were not taken", passing);
    }

    private ConnectException misnamed(int index) {
      return new ConnectException(
          ErrorCategory.PERMANENT,
          "the sink rejected record " + index + " of a batch of " + part.size());
    }

    private boolean isPassing(Rejection rejection) {
      return rejection.reason() instanceof ConnectException reason
          && reason.category() == ErrorCategory.TRANSIENT;
    }

    private void reject(Rejection rejection) {
      ConnectRecord original = part.originals.get(rejection.index());
      Throwable reason = rejection.reason() == null ? nameless() : rejection.reason();
      Throwable judged = isCategorised(reason) ? reason : permanent(reason);
      Verdict verdict = attempts.policy().judge(Stage.WRITE, judged, 1, 0);
      if (verdict != Verdict.REJECT) {
        control.failed(Stage.WRITE, reason, original.origin(), 1, "stop_connector");
        throw new TaskFailedException(verdict, reason);
      }
      rejections.addTold(original, Stage.WRITE, reason, 1);
    }

    private static ConnectException nameless() {
      return new ConnectException(ErrorCategory.PERMANENT, "rejected by the sink");
    }

    private static boolean isCategorised(Throwable reason) {
      return reason instanceof ConnectException;
    }

    /** A sink that names a record knows that it is this one, whatever its reason's class. */
    private static ConnectException permanent(Throwable reason) {
      return new ConnectException(ErrorCategory.PERMANENT, String.valueOf(reason), reason);
    }
  }

  /** Some records of a batch, each with what it was made of. */
  private record Part(SinkBatch batch, List<ConnectRecord> originals) {
    int size() {
      return batch.size();
    }

    Part between(int from, int to) {
      return new Part(batchOf(batch.records().subList(from, to)), originals.subList(from, to));
    }

    Part without(Set<Integer> places) {
      if (places.isEmpty()) {
        return this;
      }
      List<ConnectRecord> kept = new ArrayList<>();
      List<ConnectRecord> keptOriginals = new ArrayList<>();
      for (int i = 0; i < size(); i++) {
        if (!places.contains(i)) {
          kept.add(batch.get(i));
          keptOriginals.add(originals.get(i));
        }
      }
      return new Part(batchOf(kept), keptOriginals);
    }

    private SinkBatch batchOf(List<ConnectRecord> records) {
      return new SinkBatch(batch.stream(), batch.topic(), batch.partition(), records);
    }
  }
}
