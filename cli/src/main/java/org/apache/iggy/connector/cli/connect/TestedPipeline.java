// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.connect;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.iggy.connector.cli.CommandFailedException;
import org.apache.iggy.connector.connect.api.Codec;
import org.apache.iggy.connector.connect.api.ConnectRecord;
import org.apache.iggy.connector.connect.api.Coordinates;
import org.apache.iggy.connector.connect.api.Header;
import org.apache.iggy.connector.connect.api.Headers;
import org.apache.iggy.connector.connect.api.MessageId;
import org.apache.iggy.connector.connect.api.Payload;
import org.apache.iggy.connector.connect.config.ConnectorSettings;
import org.apache.iggy.connector.connect.config.ConnectorType;
import org.apache.iggy.connector.connect.config.PipelineTests.PipelineTest;
import org.apache.iggy.connector.connect.config.PipelineTests.TestMessage;
import org.apache.iggy.connector.connect.config.StreamSettings;
import org.apache.iggy.connector.connect.runtime.ConnectorParts;
import org.apache.iggy.connector.connect.runtime.pipeline.TransformChain;
import org.apache.iggy.connector.connect.runtime.plugin.PluginCatalog;

/** A connector's transforms and formats, without the connector. */
final class TestedPipeline {
  private final ConnectorSettings settings;
  private final TransformChain transforms;

  TestedPipeline(ConnectorSettings settings, PluginCatalog plugins) {
    this.settings = settings;
    this.transforms = ConnectorParts.transforms(settings, plugins);
  }

  /** Runs a test; returns what is wrong, nothing when it passes. */
  List<String> run(PipelineTest test) {
    StreamSettings stream = stream(test);
    Codec codec = ConnectorParts.codec(stream);
    List<String> failures = new ArrayList<>();
    List<ConnectRecord> outputs = new ArrayList<>();
    for (int i = 0; i < test.input().size(); i++) {
      PipelineRun run = PipelineRun.of(record(test, i, stream, codec), transforms);
      run.output().ifPresent(outputs::add);
      run.failure().ifPresent(failures::add);
    }
    List<String> complaints = new ArrayList<>(complaintsOfErrors(test, failures));
    if (outputs.size() != test.output().size()) {
      complaints.add(
          "expected messages  " + test.output().size() + ", came out: " + outputs.size());
      outputs.forEach(record -> complaints.add("came out  " + PayloadText.of(record.payload())));
      return complaints;
    }
    for (int i = 0; i < outputs.size(); i++) {
      ExpectedMessage expected = new ExpectedMessage(test.output().get(i), test.ignore());
      complaints.addAll(expected.complaints(outputs.get(i)));
    }
    return complaints;
  }

  private static List<String> complaintsOfErrors(PipelineTest test, List<String> failures) {
    if (test.error().isEmpty()) {
      return failures.stream().map(failure -> "failed at " + failure).toList();
    }
    String expected = test.error().get();
    if (failures.stream().anyMatch(failure -> failure.contains(expected))) {
      return List.of();
    }
    return List.of(
        "expected an error with: " + expected,
        failures.isEmpty() ? "there was none" : "but it says: " + String.join("; ", failures));
  }

  private StreamSettings stream(PipelineTest test) {
    return settings.streams().stream()
        .filter(stream -> test.topic().map(stream.topics()::contains).orElse(true))
        .findFirst()
        .orElseThrow(
            () ->
                new CommandFailedException(
                    test.location()
                        + ": "
                        + settings.id()
                        + " has no topic "
                        + test.topic().orElse("")));
  }

  private ConnectRecord record(PipelineTest test, int index, StreamSettings stream, Codec codec) {
    TestMessage message = test.input().get(index);
    boolean sink = settings.type() == ConnectorType.SINK;
    Coordinates origin =
        sink
            ? new Coordinates(
                stream.stream(), test.topic().orElse(stream.topics().get(0)), 0, index, 0, 0)
            : null;
    byte[] key = message.key().map(text -> text.getBytes(StandardCharsets.UTF_8)).orElse(null);
    return new ConnectRecord(
        origin, MessageId.NONE, 0, key, headers(message.headers()), payload(message, codec));
  }

  private static Headers headers(Map<String, String> headers) {
    return Headers.of(
        headers.entrySet().stream()
            .map(entry -> Header.of(entry.getKey(), entry.getValue()))
            .toList());
  }

  private static Payload payload(TestMessage message, Codec codec) {
    if (message.payload() instanceof byte[] bytes) {
      return Payload.ofBytes(codec, bytes);
    }
    return message.payload() instanceof String text
        ? Payload.ofBytes(codec, text.getBytes(StandardCharsets.UTF_8))
        : Payload.ofBytes(codec, codec.encode(message.payload()));
  }
}
