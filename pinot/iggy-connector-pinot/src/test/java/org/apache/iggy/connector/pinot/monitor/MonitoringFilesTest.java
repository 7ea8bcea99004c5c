// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.prometheus.jmx.JmxCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Label;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.MBeanAttributeInfo;
import javax.management.ObjectName;
import org.apache.iggy.connector.pinot.TopicFixture;
import org.apache.pinot.spi.stream.LongMsgOffset;
import org.apache.pinot.spi.stream.PartitionGroupConsumer;
import org.apache.pinot.spi.stream.PartitionGroupConsumptionStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** The files for Prometheus and Grafana, held against the real exporter and the real beans. */
class MonitoringFilesTest {
  private static final Path FILES = Path.of("../iggy-connector-pinot-dist/src/main/monitoring");
  private static final Path EXPORTER = FILES.resolve("jmx-exporter.yml");
  private static final Path DASHBOARD = FILES.resolve("grafana-dashboard.json");
  private static final Path ALERTS = FILES.resolve("prometheus-alerts.yml");
  private static final Path PAGE = Path.of("../../docs/pinot/monitoring.md");

  private String table;
  private TopicFixture topic;
  private PartitionGroupConsumer consumer;

  @BeforeEach
  void consume(TestInfo test) throws Exception {
    // One bean a test: those of a partition are shared within the JVM.
    table = test.getTestMethod().orElseThrow().getName() + "_REALTIME";
    topic = TopicFixture.withPartitions(1);
    topic.send(0, 0, 10);
    consumer =
        topic
            .factoryOf(table)
            .createPartitionGroupConsumer(
                "test",
                new PartitionGroupConsumptionStatus(
                    0, 0, new LongMsgOffset(0), null, "IN_PROGRESS"));
    consumer.fetchMessages(new LongMsgOffset(4), 20_000);
  }

  @AfterEach
  void stop() throws Exception {
    consumer.close();
    topic.close();
  }

  @Test
  void shouldExportWhatTheBeansSay() throws Exception {
    Map<String, Double> values = exported();

    assertThat(values)
        .containsEntry("iggy_pinot_messages_total", 6.0)
        .containsEntry("iggy_pinot_bytes_total", 6.0 * (topic.messageHeaderBytes() + 2))
        .containsEntry("iggy_pinot_offset", 10.0)
        .containsEntry("iggy_pinot_lag_messages", 0.0)
        .containsEntry("iggy_pinot_connected", 1.0)
        .containsEntry("iggy_pinot_consumers", 1.0);
    assertThat(values.get("iggy_pinot_since_last_message_seconds")).isBetween(0.0, 60.0);
    assertThat(values.get("iggy_pinot_fetch_seconds{quantile=0.99}")).isBetween(1e-6, 60.0);
    assertThat(values.get("iggy_pinot_fetch_max_seconds")).isBetween(1e-6, 60.0);
  }

  @Test
  void shouldHaveARuleForEveryNumberOfTheBeans() throws Exception {
    Set<String> ruled = matches(Files.readString(EXPORTER), Pattern.compile("><>(\\w+):"));
    Set<String> numbers = attributes();
    numbers.remove("LastError");
    assertThat(ruled).isEqualTo(numbers);
    assertThat(exported()).hasSize(numbers.size());
  }

  @Test
  void shouldAskOnlyForWhatIsExported() throws Exception {
    Set<String> names =
        exported().keySet().stream()
            .map(name -> name.replaceAll("\\{.*", ""))
            .collect(Collectors.toCollection(TreeSet::new));
    Pattern metric = Pattern.compile("\\b(iggy_pinot_\\w+)");

    String dashboard = Files.readString(DASHBOARD);
    assertThat(new ObjectMapper().readTree(dashboard).get("panels")).hasSizeGreaterThan(8);
    assertThat(matches(dashboard, metric)).hasSizeGreaterThan(15).isSubsetOf(names);
    assertThat(matches(Files.readString(ALERTS), metric)).hasSizeGreaterThan(5).isSubsetOf(names);
  }

  @Test
  void shouldDescribeEveryAttributeAndMetric() throws Exception {
    String page = Files.readString(PAGE);
    assertThat(matches(page, Pattern.compile("`(\\w+)`"))).containsAll(attributes());
    assertThat(matches(page, Pattern.compile("\\b(iggy_pinot_\\w+)")))
        .isEqualTo(
            exported().keySet().stream()
                .map(name -> name.replaceAll("\\{.*", ""))
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  /** Values of this table's metrics by name, as the exporter names them. */
  private Map<String, Double> exported() throws Exception {
    Map<String, Double> values = new TreeMap<>();
    PrometheusRegistry registry = new PrometheusRegistry();
    new JmxCollector(EXPORTER.toFile()).register(registry);
    for (MetricSnapshot metric : registry.scrape()) {
      for (DataPointSnapshot point : metric.getDataPoints()) {
        if (table.equals(point.getLabels().get("table"))) {
          assertThat(point.getLabels().get("stream")).isEqualTo("analytics");
          assertThat(point.getLabels().get("topic")).isEqualTo("events");
          assertThat(point.getLabels().get("partition")).isEqualTo("0");
          values.put(name(metric, point), value(point));
        }
      }
    }
    return values;
  }

  private static String name(MetricSnapshot metric, DataPointSnapshot point) {
    String quantile =
        point.getLabels().stream()
            .filter(label -> label.getName().equals("quantile"))
            .map(Label::getValue)
            .map(value -> "{quantile=" + value + "}")
            .findFirst()
            .orElse("");
    return metric.getMetadata().getPrometheusName()
        + (metric instanceof CounterSnapshot ? "_total" : "")
        + quantile;
  }

  private static double value(DataPointSnapshot point) {
    return point instanceof CounterDataPointSnapshot
        ? ((CounterDataPointSnapshot) point).getValue()
        : ((GaugeDataPointSnapshot) point).getValue();
  }

  private static Set<String> attributes() throws Exception {
    ObjectName bean =
        ManagementFactory.getPlatformMBeanServer()
            .queryNames(new ObjectName("org.apache.iggy.connector.pinot:type=Partition,*"), null)
            .iterator()
            .next();
    return Arrays.stream(
            ManagementFactory.getPlatformMBeanServer().getMBeanInfo(bean).getAttributes())
        .map(MBeanAttributeInfo::getName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> matches(String text, Pattern pattern) throws IOException {
    Matcher matcher = pattern.matcher(text);
    return Stream.iterate(matcher.find(), Boolean::booleanValue, found -> matcher.find())
        .map(found -> matcher.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
