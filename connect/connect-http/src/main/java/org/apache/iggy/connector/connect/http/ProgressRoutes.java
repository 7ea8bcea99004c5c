// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.iggy.connector.connect.api.Coordinates;
import org.apache.iggy.connector.connect.config.ConnectorId;
import org.apache.iggy.connector.connect.config.ConnectorType;
import org.apache.iggy.connector.connect.http.view.DeadLetterCounts;
import org.apache.iggy.connector.connect.http.view.PositionReset;
import org.apache.iggy.connector.connect.http.view.RuntimeOperations;
import org.apache.iggy.connector.connect.http.view.SourceProgress;
import org.apache.iggy.connector.connect.runtime.PartitionProgress;
import org.apache.iggy.connector.connect.runtime.monitor.ErrorEvent;
import org.apache.iggy.connector.connect.runtime.monitor.RecordSample;

/** How far connectors of one type are, what failed and what passed; and going on elsewhere. */
final class ProgressRoutes {
  private static final long MAX_PARTITION_ID = 0xFFFF_FFFFL;

  private final RuntimeOperations runtime;
  private final ConnectorType type;
  private final RequestedConnector requested;

  ProgressRoutes(RuntimeOperations runtime, ConnectorType type) {
    this.runtime = runtime;
    this.type = type;
    this.requested = new RequestedConnector(runtime, type);
  }

  List<Route> routes() {
    String one = ApiPaths.of(type) + "/{key}";
    return List.of(
        Route.get(
            one + "/offsets", type == ConnectorType.SINK ? this::positions : this::sourceState),
        Route.post(one + "/offsets/reset", this::reset),
        Route.get(one + "/dead-letters", this::deadLetters),
        Route.get(one + "/errors", this::errors),
        Route.get(one + "/samples", this::samples));
  }

  private void positions(Context context) {
    ConnectorId id = requested.of(context).id();
    ArrayNode body = ApiJson.array();
    for (PartitionProgress progress : runtime.positions(id)) {
      ObjectNode partition = body.addObject();
      partition.put("stream", progress.stream());
      partition.put("topic", progress.topic());
      partition.put("partition_id", progress.partition());
      putOffset(partition, "committed_offset", progress.committedOffset());
      putOffset(partition, "end_offset", progress.endOffset());
      partition.put("lag", progress.lag());
    }
    ApiJson.send(context, body);
  }

  /** Leaves out what is not there. */
  private static void putOffset(ObjectNode partition, String name, long offset) {
    if (offset >= 0) {
      partition.put(name, offset);
    }
  }

  private void sourceState(Context context) {
    SourceProgress state = runtime.sourceState(requested.of(context).id());
    ObjectNode body = ApiJson.object().put("size_bytes", state.sizeBytes());
    state.savedAtMicros().ifPresent(micros -> body.put("saved_at", micros));
    state.content().ifPresent(content -> body.set("state", ApiJson.node(content)));
    ApiJson.send(context, body);
  }

  private void reset(Context context) {
    ConnectorId id = requested.of(context).id();
    PositionReset reset = resetIn(new RequestFields(ApiJson.bodyOf(context)));
    runtime.resetPosition(id, reset);
    context.status(HttpStatus.NO_CONTENT);
  }

  private static PositionReset resetIn(RequestFields fields) {
    PositionReset.Target target = targetOf(fields.requiredText("position"), fields);
    OptionalLong offset = fields.number("offset");
    OptionalLong timestamp = fields.number("timestamp");
    Optional<String> stream = fields.text("stream");
    Optional<String> topic = fields.text("topic");
    OptionalLong partition = fields.number("partition_id", MAX_PARTITION_ID);
    requireIff(fields, "offset", offset, target == PositionReset.Target.OFFSET);
    requireIff(fields, "timestamp", timestamp, target == PositionReset.Target.TIMESTAMP);
    fields.check();
    OptionalLong value = target == PositionReset.Target.OFFSET ? offset : timestamp;
    return new PositionReset(target, value, stream, topic, partition);
  }

  private static PositionReset.Target targetOf(String name, RequestFields fields) {
    for (PositionReset.Target target : PositionReset.Target.values()) {
      if (lowerCase(target).equals(name)) {
        return target;
      }
    }
    if (!name.isEmpty()) {
      fields.problem("position", "must be earliest, latest, offset or timestamp");
    }
    return PositionReset.Target.EARLIEST;
  }

  private static void requireIff(
      RequestFields fields, String name, OptionalLong value, boolean needed) {
    if (needed && value.isEmpty()) {
      fields.problem(name, "is required with this position");
    } else if (!needed && value.isPresent()) {
      fields.problem(name, "does not go with this position");
    }
  }

  private void deadLetters(Context context) {
    DeadLetterCounts counts = runtime.deadLetters(requested.of(context).id());
    ObjectNode body = ApiJson.object();
    counts.stream().ifPresent(stream -> body.put("stream", stream));
    counts.topic().ifPresent(topic -> body.put("topic", topic));
    body.put("total", counts.total());
    ArrayNode causes = body.putArray("by_cause");
    counts
        .byCause()
        .forEach(
            cause ->
                causes
                    .addObject()
                    .put("stage", cause.stage().toString())
                    .put("error", cause.errorClass())
                    .put("count", cause.count()));
    ApiJson.send(context, body);
  }

  private void errors(Context context) {
    ArrayNode body = ApiJson.array();
    for (ErrorEvent error : runtime.recentErrors(requested.of(context).id())) {
      ObjectNode entry = body.addObject();
      entry.put("timestamp", EpochMicros.of(error.time()));
      entry.put("task", error.task());
      entry.put("stage", error.stage().toString());
      error.category().ifPresent(category -> entry.put("category", lowerCase(category)));
      error.errorClass().ifPresent(name -> entry.put("error", name));
      entry.put("message", error.message());
      entry.put("consequence", error.consequence());
      entry.put("attempt", error.attempt());
      addOrigin(entry, error.origin());
    }
    ApiJson.send(context, body);
  }

  private void samples(Context context) {
    ArrayNode body = ApiJson.array();
    for (RecordSample sample : runtime.samples(requested.of(context).id())) {
      ObjectNode entry = body.addObject();
      entry.put("timestamp", EpochMicros.of(sample.time()));
      addOrigin(entry, sample.origin());
      ArrayNode steps = entry.putArray("steps");
      for (RecordSample.Step step : sample.steps()) {
        ObjectNode passed = steps.addObject().put("name", step.name());
        step.schema().ifPresent(schema -> passed.put("schema", schema));
        passed.put("payload", step.payload());
      }
    }
    ApiJson.send(context, body);
  }

  private static void addOrigin(ObjectNode entry, Optional<Coordinates> origin) {
    origin.ifPresent(
        place ->
            entry
                .putObject("origin")
                .put("stream", place.stream())
                .put("topic", place.topic())
                .put("partition_id", place.partition())
                .put("offset", place.offset()));
  }

  private static String lowerCase(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
