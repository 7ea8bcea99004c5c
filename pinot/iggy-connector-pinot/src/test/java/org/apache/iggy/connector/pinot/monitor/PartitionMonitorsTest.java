// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.iggy.connector.pinot.config.IggyStreamConfig;
import org.apache.pinot.spi.stream.StreamConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PartitionMonitorsTest {
  private static final MBeanServer SERVER = ManagementFactory.getPlatformMBeanServer();

  private final AtomicLong clockNanos = new AtomicLong(Long.MAX_VALUE - 5);

  /** The beans of other tests' partitions, which stay for a while. */
  private final Set<ObjectName> others = query();

  private final PartitionMonitors monitors = new PartitionMonitors(clockNanos::get);

  @AfterEach
  void removeBeans() {
    clockNanos.addAndGet(PartitionMonitors.GRACE_NANOS);
    monitors.open(config("sweep_REALTIME", "s", "t"), 0).close();
    clockNanos.addAndGet(PartitionMonitors.GRACE_NANOS);
    readAll();
    assertThat(names()).isEmpty();
  }

  @Test
  void shouldQuoteWhatTheNamesHold() throws Exception {
    PartitionMonitor monitor = monitors.open(config("a,b=c*_REALTIME", "s\"?", "t\n:"), 7);
    ObjectName name = only();

    assertThat(name.getKeyPropertyListString())
        .isEqualTo(
            "type=Partition,table=\"a,b=c\\*_REALTIME\",stream=\"s\\\"\\?\",topic=\"t\\n:\","
                + "partition=7");
    assertThat(ObjectName.unquote(name.getKeyProperty("stream"))).isEqualTo("s\"?");
    monitor.close();
  }

  @Test
  void shouldKeepOneBeanForThePartitionsConsumersAndCountOn() throws Exception {
    IggyStreamConfig config = config("events_REALTIME", "s", "t");
    PartitionMonitor first = monitors.open(config, 0);
    first.decodeFailed();
    PartitionMonitor second = monitors.open(config, 0);
    second.decodeFailed();

    ObjectName name = only();
    assertThat(names()).hasSize(1);
    assertThat(SERVER.getAttribute(name, "DecodeErrors")).isEqualTo(2L);
    assertThat(SERVER.getAttribute(name, "Consumers")).isEqualTo(2);
    first.close();
    first.close();
    assertThat(SERVER.getAttribute(name, "Consumers")).isEqualTo(1);
    second.close();

    // Between two segments nobody consumes, and the bean stays.
    clockNanos.addAndGet(PartitionMonitors.GRACE_NANOS - 1);
    assertThat(SERVER.getAttribute(name, "Consumers")).isEqualTo(0);
    PartitionMonitor third = monitors.open(config, 0);
    assertThat(SERVER.getAttribute(name, "DecodeErrors")).isEqualTo(2L);
    third.close();
  }

  @Test
  void shouldRemoveBeansSomeTimeAfterTheirLastConsumer() {
    monitors.open(config("events_REALTIME", "s", "t"), 0).close();
    PartitionMonitor open = monitors.open(config("events_REALTIME", "s", "t"), 1);
    clockNanos.addAndGet(PartitionMonitors.GRACE_NANOS);

    readAll();
    assertThat(names()).singleElement().asString().contains("partition=1");
    open.close();
  }

  @Test
  void shouldLeaveNoBeanBehindWhenConsumersComeAndGo() {
    for (int i = 0; i < 1_000; i++) {
      monitors.open(config("table" + i + "_REALTIME", "s", "t"), i % 64).close();
      clockNanos.addAndGet(PartitionMonitors.GRACE_NANOS / 10);
    }
    assertThat(names()).hasSizeLessThanOrEqualTo(10);
  }

  @Test
  void shouldNumberTheBeansOfOnePartitionInSeveralClassLoaders() {
    IggyStreamConfig config = config("events_REALTIME", "s", "t");
    // As the plugin's classes in another loader would: it does not know of these.
    PartitionMonitors second = new PartitionMonitors(clockNanos::get);
    PartitionMonitor ours = monitors.open(config, 0);
    PartitionMonitor theirs = second.open(config, 0);

    assertThat(names()).hasSize(2).anyMatch(name -> name.endsWith(",partition=0,copy=2"));
    ours.close();
    theirs.close();
  }

  @Test
  void shouldConsumeWithoutABeanWhenNoNameIsLeft() {
    IggyStreamConfig config = config("events_REALTIME", "s", "t");
    PartitionMonitor[] all = new PartitionMonitor[12];
    for (int i = 0; i < all.length; i++) {
      all[i] = new PartitionMonitors(clockNanos::get).open(config, 0);
      all[i].decodeFailed();
    }
    assertThat(names()).hasSize(9);
    for (PartitionMonitor monitor : all) {
      monitor.close();
    }
  }

  private static Set<ObjectName> query() {
    try {
      ObjectName all = new ObjectName("org.apache.iggy.connector.pinot:type=Partition,*");
      return SERVER.queryNames(all, null);
    } catch (JMException e) {
      throw new IllegalStateException(e);
    }
  }

  private Set<ObjectName> beans() {
    Set<ObjectName> beans = query();
    beans.removeAll(others);
    return beans;
  }

  private ObjectName only() {
    assertThat(beans()).hasSize(1);
    return beans().iterator().next();
  }

  private Set<String> names() {
    return beans().stream()
        .map(ObjectName::getKeyPropertyListString)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** As a scrape does. */
  private void readAll() {
    try {
      for (ObjectName name : beans()) {
        if (SERVER.isRegistered(name)) {
          SERVER.getAttributes(name, new String[] {"Consumers"});
        }
      }
    } catch (JMException e) {
      throw new IllegalStateException(e);
    }
  }

  private static IggyStreamConfig config(String table, String stream, String topic) {
    String prefix = "stream.iggy.";
    return IggyStreamConfig.from(
        new StreamConfig(
            table,
            Map.of(
                "streamType",
                "iggy",
                prefix + "topic.name",
                topic,
                prefix + "stream.id",
                stream,
                prefix + "host",
                "localhost",
                prefix + "consumer.factory.class.name",
                "x",
                prefix + "decoder.class.name",
                "y")));
  }
}
