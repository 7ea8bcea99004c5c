// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.benchmarks.ingest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.iggy.connector.benchmarks.fetch.BareSocketContestant;
import org.apache.iggy.connector.benchmarks.ingest.ParsedRowDecoder.ParsedRow;
import org.apache.iggy.connector.benchmarks.server.BenchmarkTopic;

/** Makes the contestants for one set of events. */
final class IngestContestants {
  static final String CEILING = "parsed rows from memory";
  static final String POLLED = "parsed rows from memory, and a bare poll for each batch";
  static final String MEMORY = "payloads from memory, Pinot's decoder";
  static final String SDK = "official SDK, Pinot's decoder";
  static final String PLUGIN = "this plugin";
  static final String NOT_AHEAD = "this plugin, decode.threads=0";

  private static final String PINOT_DECODER =
      "org.apache.pinot.plugin.inputformat.json.JSONMessageDecoder";

  private final EventSet events;
  private final BenchmarkTopic topic;
  private final int batchSize;

  IngestContestants(EventSet events, BenchmarkTopic topic, int batchSize) {
    this.events = events;
    this.topic = topic;
    this.batchSize = batchSize;
  }

  /** Whether Pinot's JSON decoder is on the class path. */
  static boolean havePinotDecoder() {
    return IngestContestants.class
            .getClassLoader()
            .getResource(PINOT_DECODER.replace('.', '/') + ".class")
        != null;
  }

  /** All that can take part: those of one partition only if it is one. */
  List<IngestContestant> all(int partitions) {
    List<IngestContestant> all = new ArrayList<>();
    if (partitions == 1) {
      all.addAll(parsedRows());
      if (havePinotDecoder()) {
        all.add(memory());
        all.add(sdk());
      }
    }
    all.add(plugin(PLUGIN, Map.of()));
    all.add(plugin(NOT_AHEAD, Map.of("stream.iggy.decode.threads", "0")));
    return all;
  }

  private List<IngestContestant> parsedRows() {
    Set<String> fields = events.schema().getColumnNames();
    List<ParsedRow> rows =
        events.payloads().stream().map(payload -> ParsedRow.of(payload, fields)).toList();
    String decoder = ParsedRowDecoder.class.getName();
    return List.of(
        memory(CEILING, rows, decoder, () -> null),
        memory(POLLED, rows, decoder, () -> BareSocketContestant.open(topic, batchSize)));
  }

  private IngestContestant memory() {
    return memory(MEMORY, events.payloads(), PINOT_DECODER, () -> null);
  }

  private IngestContestant memory(
      String name, List<?> values, String decoder, Supplier<BareSocketContestant> polls) {
    new MemoryTopic(values, events.payloads(), topic.messages(), polls).register(name);
    Map<String, String> settings = new HashMap<>();
    settings.put("streamType", "memory");
    settings.put("stream.memory.topic.name", name);
    settings.put(
        "stream.memory.consumer.factory.class.name", MemoryConsumerFactory.class.getName());
    settings.put("stream.memory.decoder.class.name", decoder);
    return new IngestContestant(name, settings);
  }

  private IngestContestant sdk() {
    return plugin(
        SDK,
        Map.of(
            "stream.iggy.consumer.factory.class.name",
            SdkConsumerFactory.class.getName(),
            "stream.iggy.decoder.class.name",
            PINOT_DECODER,
            SdkConsumerFactory.MESSAGES,
            Integer.toString(topic.messages())));
  }

  private IngestContestant plugin(String name, Map<String, String> changed) {
    Map<String, String> settings = topic.pluginSettings(batchSize);
    settings.putAll(changed);
    return new IngestContestant(name, settings);
  }
}
