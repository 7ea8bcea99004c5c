// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.pinot.doctor.row;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iggy.connector.cli.pinot.config.DecoderName;
import org.apache.iggy.connector.cli.pinot.config.PluginClasses;
import org.apache.iggy.connector.cli.pinot.doctor.Check;
import org.apache.iggy.connector.cli.pinot.doctor.Findings;
import org.apache.iggy.connector.cli.pinot.doctor.OffsetRange;
import org.apache.iggy.connector.cli.pinot.doctor.SampledRow;
import org.apache.iggy.connector.cli.pinot.doctor.StreamFacts;
import org.apache.iggy.connector.cli.terminal.Amount;
import org.apache.iggy.connector.pinot.consumer.IggyStreamPartitionMsgOffset;
import org.apache.pinot.spi.stream.MessageBatch;
import org.apache.pinot.spi.stream.PartitionGroupConsumer;
import org.apache.pinot.spi.stream.PartitionGroupConsumptionStatus;
import org.apache.pinot.spi.stream.StreamConfig;
import org.apache.pinot.spi.stream.StreamConsumerFactory;
import org.apache.pinot.spi.stream.StreamConsumerFactoryProvider;

/**
 * Reads the oldest and the newest messages by the plugin's own consumer, and decodes them by the
 * table's decoder. Nothing is stored on the server.
 */
public final class SampleCheck implements Check {
  private static final int MESSAGES_A_POLL = 200;
  private static final int MAX_PARTITIONS = 16;
  private static final String PREFIX = "stream.iggy.";

  private final StreamFacts facts;
  private final Duration timeout;

  /** Takes a sample of the topic of these facts, within the time. */
  public SampleCheck(StreamFacts facts, Duration timeout) {
    this.facts = facts;
    this.timeout = timeout;
  }

  @Override
  public void examine(Findings findings) throws Exception {
    DecoderName decoder = DecoderName.of(facts.streamConfig().getDecoderClass());
    if (!TableRows.canDecode(decoder)) {
      findings.notChecked("the decoder " + decoder.simpleName() + " is not part of iggy-connect");
      return;
    }
    Optional<TableRows> tableRows = tableRows(findings);
    if (tableRows.isEmpty()) {
      return;
    }
    List<SampledRow> rows = sample(tableRows.get());
    if (rows.isEmpty()) {
      findings.notChecked("the topic has no messages");
      return;
    }
    facts.sampled(rows);
    report(rows, decoder, findings);
  }

  private Optional<TableRows> tableRows(Findings findings) throws Exception {
    try {
      return Optional.of(new TableRows(facts));
    } catch (RuntimeException e) {
      findings.fail(
          "a Pinot server cannot start to consume: " + e.getMessage(),
          "correct the table config, the schema or stream.iggy.decoder.prop keys");
      return Optional.empty();
    }
  }

  private List<SampledRow> sample(TableRows tableRows) throws Exception {
    List<SampledRow> rows = new ArrayList<>();
    StreamConsumerFactory factory = StreamConsumerFactoryProvider.create(quiet());
    for (Map.Entry<Integer, OffsetRange> partition :
        facts.offsets().entrySet().stream().limit(MAX_PARTITIONS).toList()) {
      OffsetRange range = partition.getValue();
      if (range.count() > 0) {
        fetch(factory, partition.getKey(), range.earliest(), tableRows, rows);
      }
      long unseen = range.earliest() + MESSAGES_A_POLL;
      if (unseen < range.next()) {
        long start = Math.max(unseen, range.next() - MESSAGES_A_POLL);
        fetch(factory, partition.getKey(), start, tableRows, rows);
      }
    }
    return rows;
  }

  private void fetch(
      StreamConsumerFactory factory,
      int partition,
      long start,
      TableRows tableRows,
      List<SampledRow> rows)
      throws Exception {
    IggyStreamPartitionMsgOffset offset = new IggyStreamPartitionMsgOffset(start);
    PartitionGroupConsumptionStatus status =
        new PartitionGroupConsumptionStatus(partition, 0, offset, null, "IN_PROGRESS");
    try (PartitionGroupConsumer consumer =
        factory.createPartitionGroupConsumer("iggy-connect-doctor", status)) {
      MessageBatch<?> batch =
          consumer.fetchMessages(offset, (int) Math.max(1, timeout.toMillis() / 4));
      for (int i = 0; i < batch.getMessageCount(); i++) {
        rows.add(tableRows.row(partition, batch.getStreamMessage(i)));
      }
    }
  }

  /**
   * The table's configuration, but in small portions, impatient and without a stored offset. It
   * names no decoder of ours, so that the plugin hands out arrays, which several decoders can read.
   */
  private StreamConfig quiet() {
    Map<String, String> keys = new HashMap<>(facts.keys());
    keys.put(PREFIX + "consumer.factory.class.name", PluginClasses.CONSUMER_FACTORY);
    keys.put(PREFIX + "decoder.class.name", "none");
    keys.put(PREFIX + "poll.batch.size", Integer.toString(MESSAGES_A_POLL));
    keys.put(PREFIX + "reconnect.budget.millis", "0");
    keys.put(PREFIX + "offset.store", "none");
    return new StreamConfig(facts.tableConfig().getTableName(), keys);
  }

  private void report(List<SampledRow> rows, DecoderName decoder, Findings findings) {
    List<SampledRow> undecoded =
        rows.stream().filter(row -> row.decodeError().isPresent()).toList();
    String sample = Amount.count(rows.size(), "message");
    if (undecoded.isEmpty()) {
      String by =
          decoder.isLoadable()
              ? decoder.simpleName()
              : "IggyJsonMessageDecoder in place of " + decoder.simpleName();
      findings.pass(sample + " decoded by " + by);
      return;
    }
    String message =
        Amount.count(undecoded.size())
            + " of "
            + sample
            + " cannot be decoded by "
            + decoder.simpleName()
            + ": at "
            + undecoded.get(0).place()
            + ": "
            + undecoded.get(0).decodeError().orElseThrow();
    if (undecoded.size() == rows.size()) {
      findings.fail(
          message, "set stream.iggy.decoder.class.name to a decoder of what the producers send");
    } else {
      findings.warn(
          message + "; Pinot drops them and counts them as errors",
          "have the producers send one format only, or accept that these are no rows");
    }
  }
}
