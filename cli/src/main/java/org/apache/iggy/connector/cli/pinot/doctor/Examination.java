// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.pinot.doctor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iggy.connector.cli.pinot.config.TableFile;
import org.apache.iggy.connector.cli.pinot.doctor.row.ColumnsCheck;
import org.apache.iggy.connector.cli.pinot.doctor.row.PrimaryKeyCheck;
import org.apache.iggy.connector.cli.pinot.doctor.row.RowsCheck;
import org.apache.iggy.connector.cli.pinot.doctor.row.SampleCheck;
import org.apache.iggy.connector.cli.pinot.doctor.row.TimesCheck;
import org.apache.iggy.connector.cli.pinot.doctor.row.TypesCheck;
import org.apache.iggy.connector.cli.pinot.doctor.server.HostNameCheck;
import org.apache.iggy.connector.cli.pinot.doctor.server.LoginCheck;
import org.apache.iggy.connector.cli.pinot.doctor.server.ProtocolCheck;
import org.apache.iggy.connector.cli.pinot.doctor.server.TcpCheck;
import org.apache.iggy.connector.cli.pinot.doctor.server.TlsCheck;
import org.apache.iggy.connector.cli.pinot.doctor.table.ClassNamesCheck;
import org.apache.iggy.connector.cli.pinot.doctor.table.PinotRulesCheck;
import org.apache.iggy.connector.cli.pinot.doctor.table.SegmentSettingsCheck;
import org.apache.iggy.connector.cli.pinot.doctor.table.StreamKeysCheck;
import org.apache.iggy.connector.cli.pinot.doctor.topic.MessageSizeCheck;
import org.apache.iggy.connector.cli.pinot.doctor.topic.PollCheck;
import org.apache.iggy.connector.cli.pinot.doctor.topic.RetentionCheck;
import org.apache.iggy.connector.cli.pinot.doctor.topic.StartOffsetCheck;
import org.apache.iggy.connector.cli.pinot.doctor.topic.StoredOffsetsCheck;
import org.apache.iggy.connector.cli.pinot.doctor.topic.TopicCheck;
import org.apache.pinot.spi.config.table.TableType;
import org.apache.pinot.spi.data.Schema;

/** All checks of a table, in the order in which a table can fail. */
public final class Examination {
  private final TableFile table;
  private final Optional<Schema> schema;
  private final Duration timeout;

  /**
   * An examination that has not begun.
   *
   * @param schema without it, what becomes of the messages is not checked
   * @param timeout for each check
   */
  public Examination(TableFile table, Optional<Schema> schema, Duration timeout) {
    this.table = table;
    this.schema = schema;
    this.timeout = timeout;
  }

  /** Checks everything; what is found out, in order. */
  public List<Finding> run() {
    List<Finding> all = new ArrayList<>(tablePlan().run());
    if (table.config().getTableType() == TableType.REALTIME && hasStreams()) {
      List<Map<String, String>> streams = table.streamConfigMaps();
      for (int i = 0; i < streams.size(); i++) {
        all.addAll(streamFindings(streams.get(i), i));
      }
    }
    return all;
  }

  private boolean hasStreams() {
    try {
      return !table.streamConfigMaps().isEmpty();
    } catch (org.apache.iggy.connector.cli.CommandFailedException e) {
      return false;
    }
  }

  private CheckPlan tablePlan() {
    return new CheckPlan("table " + table.tableName(), timeout)
        .add("table config", this::checkKind)
        .add(
            "pinot's rules",
            schema
                .<Check>map(present -> new PinotRulesCheck(table.config(), present))
                .orElse(findings -> findings.notChecked("no schema was given")),
            "table config");
  }

  private void checkKind(Findings findings) {
    if (table.config().getTableType() != TableType.REALTIME) {
      findings.fail(table.tableName() + " is no realtime table", "set tableType to \"REALTIME\"");
    } else if (!hasStreams()) {
      findings.fail(
          table.tableName() + " has no stream",
          "put the keys into tableIndexConfig.streamConfigs, or a list of such maps into"
              + " ingestionConfig.streamIngestionConfig.streamConfigMaps");
    } else {
      int streams = table.streamConfigMaps().size();
      findings.pass(
          "a realtime table with " + (streams == 1 ? "one stream" : streams + " streams"));
    }
  }

  private List<Finding> streamFindings(Map<String, String> keys, int index) {
    try (StreamFacts facts = new StreamFacts(table.config(), schema, keys)) {
      return streamPlan(facts, subject(keys, index)).run();
    }
  }

  private static String subject(Map<String, String> keys, int index) {
    String topic = keys.getOrDefault("stream.iggy.topic.id", keys.get("stream.iggy.topic.name"));
    String stream = keys.get("stream.iggy.stream.id");
    return topic == null
        ? "stream " + (index + 1)
        : "topic " + (stream == null ? topic : stream + "/" + topic);
  }

  private CheckPlan streamPlan(StreamFacts facts, String subject) {
    CheckPlan plan =
        new CheckPlan(subject, timeout)
            .add("keys", new StreamKeysCheck(facts))
            .add("classes", new ClassNamesCheck(facts))
            .add("segments", new SegmentSettingsCheck(facts), "keys")
            .add("host name", new HostNameCheck(facts), "keys")
            .add("connection", new TcpCheck(facts, timeout), "host name")
            .add("tls", new TlsCheck(facts, timeout), "connection")
            .add("protocol", new ProtocolCheck(facts, timeout), "tls")
            .add("login", new LoginCheck(facts, timeout), "protocol")
            .add("topic", new TopicCheck(facts), "login")
            .add("permission", new PollCheck(facts), "topic")
            .add("start", new StartOffsetCheck(facts, timeout), "permission")
            .add("stored offsets", new StoredOffsetsCheck(facts), "permission")
            .add("retention", new RetentionCheck(facts), "permission")
            .add("message size", new MessageSizeCheck(facts), "permission")
            .add("decoding", new SampleCheck(facts, timeout), "classes", "message size");
    return schema.isPresent() ? addRowChecks(plan, facts) : plan;
  }

  private static CheckPlan addRowChecks(CheckPlan plan, StreamFacts facts) {
    return plan.add("rows", new RowsCheck(facts), "decoding")
        .add("columns", new ColumnsCheck(facts), "rows")
        .add("types", new TypesCheck(facts), "rows")
        .add("time column", new TimesCheck(facts), "rows")
        .add("primary key", new PrimaryKeyCheck(facts), "rows");
  }
}
