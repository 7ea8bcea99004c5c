// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.pinot.doctor.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.iggy.connector.cli.pinot.doctor.Check;
import org.apache.iggy.connector.cli.pinot.doctor.Findings;
import org.apache.iggy.connector.cli.pinot.doctor.StreamFacts;
import org.apache.iggy.connector.pinot.config.IggyStreamConfig;
import org.apache.iggy.connector.pinot.config.IggyStreamConfigException;
import org.apache.iggy.connector.pinot.config.NearestName;
import org.apache.pinot.spi.stream.StreamConfig;

/** Whether Pinot and the plugin can read the keys of a stream: all that is wrong, at once. */
public final class StreamKeysCheck implements Check {
  private static final String PREFIX = "stream.iggy.";
  private static final String DECODER = PREFIX + "decoder.class.name";
  private static final String TOPIC = PREFIX + "topic.name";
  private static final String ADVICE = "correct this key of streamConfigs";

  /** Keys that Pinot reads of any stream. */
  private static final Set<String> PINOT_KEYS =
      Set.of(
          "streamType",
          "topic.consumption.rate.limit",
          "realtime.segment.flush.threshold.time",
          "realtime.segment.flush.threshold.size",
          "realtime.segment.flush.threshold.rows",
          "realtime.segment.flush.threshold.segment.rows",
          "realtime.segment.flush.threshold.segment.size",
          "realtime.segment.flush.threshold.variance.fraction",
          "realtime.segment.flush.desired.size",
          "realtime.segment.flush.autotune.initialRows",
          "realtime.segment.commit.timeoutSeconds",
          "realtime.segment.serverUploadToDeepStore",
          "realtime.segment.pauseless.download.timeoutSeconds",
          "realtime.segment.offsetAutoReset.enable",
          "realtime.segment.offsetAutoReset.offsetThreshold",
          "realtime.segment.offsetAutoReset.timeThresholdSeconds",
          "realtime.segment.isBackfillTopic",
          "segment.completion.fsm.scheme");

  private static final Set<String> WHOLE_NUMBERS =
      Set.of(
          PREFIX + "fetch.timeout.millis",
          PREFIX + "connection.timeout.millis",
          PREFIX + "idle.timeout.millis",
          "realtime.segment.flush.autotune.initialRows");

  private final StreamFacts facts;

  /** Checks the keys of these facts. */
  public StreamKeysCheck(StreamFacts facts) {
    this.facts = facts;
  }

  @Override
  public void examine(Findings findings) {
    String type = facts.keys().get("streamType");
    if (!"iggy".equals(type)) {
      findings.fail(
          "streamType is " + (type == null ? "missing" : "'" + type + "'"),
          "set streamType to \"iggy\"; iggy-connect pinot migrate turns a Kafka table's config into"
              + " one for Iggy");
      return;
    }
    Map<String, String> keys = new HashMap<>(facts.keys());
    requireKey(keys, TOPIC, "orders", findings);
    requireKey(
        keys, DECODER, "org.apache.iggy.connector.pinot.decoder.IggyJsonMessageDecoder", findings);
    read(keys, findings);
    warnOfNumbers(findings);
    unknownKeys().forEach(unknown -> findings.warn(unknown, "remove the key or correct its name"));
    if (findings.isEmpty()) {
      findings.pass(facts.keys().size() + " keys, all known and readable");
    }
  }

  /** Pinot would stop at the first of these; a stand-in lets the other problems be seen too. */
  private static void requireKey(
      Map<String, String> keys, String key, String example, Findings findings) {
    if (!keys.containsKey(key)) {
      findings.fail(key + " is missing; Pinot demands it", "set it, such as \"" + example + "\"");
      keys.put(key, example);
      if (key.equals(TOPIC) && keys.containsKey(PREFIX + "topic.id")) {
        keys.put(key, keys.get(PREFIX + "topic.id"));
      }
    }
  }

  private void read(Map<String, String> keys, Findings findings) {
    try {
      StreamConfig byPinot = new StreamConfig(facts.tableConfig().getTableName(), keys);
      IggyStreamConfig byPlugin = IggyStreamConfig.from(byPinot);
      facts.configured(byPinot, byPlugin);
      byPlugin
          .warnings()
          .forEach(warning -> findings.warn(warning, "remove the key or correct its name"));
    } catch (IggyStreamConfigException e) {
      e.problems().forEach(problem -> findings.fail(problem, ADVICE));
    } catch (IllegalArgumentException | NullPointerException e) {
      findings.fail("Pinot cannot read the keys: " + e.getMessage(), ADVICE);
    }
  }

  /** Pinot takes the default for what it cannot read, with a line in a log. */
  private void warnOfNumbers(Findings findings) {
    for (String key : new TreeSet<>(WHOLE_NUMBERS)) {
      String value = facts.keys().get(key);
      if (value != null && !value.matches("\\d{1,9}")) {
        findings.warn(
            key + " is '" + value + "', for which Pinot takes its default",
            "set it to a whole number of milliseconds or rows");
      }
    }
  }

  /** The plugin names those with its own prefix; these are the others. */
  private List<String> unknownKeys() {
    List<String> unknown = new ArrayList<>();
    for (String key : new TreeSet<>(facts.keys().keySet())) {
      if (key.startsWith(PREFIX) || PINOT_KEYS.contains(key)) {
        continue;
      }
      if (key.startsWith("stream.")) {
        unknown.add(key + " is for another stream type, and nobody reads it");
      } else {
        unknown.add(
            key + " is not a known key; did you mean " + NearestName.of(key, PINOT_KEYS) + "?");
      }
    }
    return unknown;
  }
}
