// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.ConnectRecord;
import org.apache.iggy.connector.connect.api.Schema;
import org.apache.iggy.connector.connect.api.SourceBatch;
import org.apache.iggy.connector.connect.api.SourceConnector;
import org.apache.iggy.connector.connect.testkit.KeyReference;
import org.apache.iggy.connector.connect.testkit.TestConnectorContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RandomSourceTest {
  private static final Pattern RECORD =
      Pattern.compile(
          "\\{\"id\":\"([0-9a-f-]{36})\",\"title\":\"Hello\",\"name\":\"World\",\"text\":"
              + "\"([A-Za-z0-9]*)\"}");
  private static final long LONG_MILLIS = 20_000;
  private final List<TestConnectorContext> contexts = new ArrayList<>();

  @AfterEach
  void shouldHaveWarnedOfNothing() {
    assertThat(contexts).allSatisfy(context -> assertThat(context.warnings()).isEmpty());
  }

  @Test
  void shouldMakeTheRecordsOfTheRustRuntimeWhenNothingIsConfigured() throws Exception {
    SourceBatch batch = source(Map.of(), null).poll(LONG_MILLIS);

    assertThat(batch.records()).hasSizeBetween(10, 50);
    Set<String> ids = new HashSet<>();
    for (ConnectRecord record : batch.records()) {
      Matcher fields = RECORD.matcher(text(record));
      assertThat(fields.matches()).as(text(record)).isTrue();
      assertThat(fields.group(2)).hasSize(100);
      assertThat(record.id().toUuid().toString()).isEqualTo(fields.group(1));
      assertThat(record.payload().schema()).isEqualTo(Schema.JSON);
      ids.add(fields.group(1));
    }
    assertThat(ids).hasSameSizeAs(batch.records());
  }

  @Test
  void shouldMakeExactlyAsManyAsConfiguredWhenThereIsAMaximum() throws Exception {
    SourceConnector source =
        source(Map.of("interval", "0", "max_count", 25L, "messages_range", List.of(10, 10)), null);

    assertThat(source.poll(LONG_MILLIS).records()).hasSize(10);
    assertThat(source.poll(LONG_MILLIS).records()).hasSize(10);
    assertThat(source.poll(LONG_MILLIS).records()).hasSize(5);
    assertThat(source.poll(1).isEmpty()).isTrue();
  }

  @Test
  void shouldGoOnWhereTheStateStandsWhenRestarted() throws Exception {
    Map<String, Object> config =
        Map.of("interval", "0", "max_count", 30L, "messages_range", List.of(20, 20));
    SourceBatch first = source(config, null).poll(LONG_MILLIS);

    SourceConnector restarted = source(config, first.state());
    SourceBatch second = restarted.poll(LONG_MILLIS);

    assertThat(second.records()).hasSize(10);
    assertThat(texts(second)).doesNotContainAnyElementsOf(texts(first));
    assertThat(restarted.poll(1).isEmpty()).isTrue();
  }

  @Test
  void shouldMakeTheSameRecordsAgainWhenTheirBatchWasNotAcknowledged() throws Exception {
    Map<String, Object> config = Map.of("interval", "0", "messages_range", List.of(20, 20));
    SourceConnector source = source(config, null);
    SourceBatch acknowledged = source.poll(LONG_MILLIS);
    SourceBatch lost = source.poll(LONG_MILLIS);

    SourceBatch again = source(config, acknowledged.state()).poll(LONG_MILLIS);

    assertThat(texts(again)).isEqualTo(texts(lost));
    assertThat(again.records().get(7).id()).isEqualTo(lost.records().get(7).id());
  }

  @Test
  void shouldMakeTheSameRecordsWhenTheSeedIsGiven() throws Exception {
    Map<String, Object> config =
        Map.of("interval", "0", "messages_range", List.of(5, 5), "seed", 42);

    assertThat(texts(source(config, null).poll(LONG_MILLIS)))
        .isEqualTo(texts(source(config, null).poll(LONG_MILLIS)));
  }

  @Test
  void shouldReadTheStateOfTheRustRuntime() throws Exception {
    byte[] fixArrayOfOneUnsigned16 = {(byte) 0x91, (byte) 0xCD, 0x01, (byte) 0xF4};
    SourceConnector source =
        source(Map.of("interval", "0", "max_count", 501L), fixArrayOfOneUnsigned16);

    assertThat(source.poll(LONG_MILLIS).records()).hasSize(1);
    assertThat(source.poll(1).isEmpty()).isTrue();
  }

  @Test
  void shouldRefuseToStartWhenTheStateIsNotItsOwn() {
    byte[] other = "not a state".getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> source(Map.of(), other))
        .isInstanceOf(ConnectException.class)
        .hasMessage("the state is not that of a random source");
  }

  @Test
  void shouldWaitForTheIntervalWhenABatchWasMade() throws Exception {
    SourceConnector source = source(Map.of("interval", "1h"), null);

    assertThat(source.poll(LONG_MILLIS).records()).isNotEmpty();
    assertThat(source.poll(20).isEmpty()).isTrue();
  }

  @Test
  void shouldMakeLargeBatchesWhenThereIsNoInterval() throws Exception {
    assertThat(source(Map.of("interval", "0"), null).poll(LONG_MILLIS).records()).hasSize(1000);
  }

  @Test
  void shouldKeepAStringOfTheSizeConfiguredWhenItIsNoMultipleOfAnything() throws Exception {
    SourceBatch batch = source(Map.of("payload_size", 13L), null).poll(LONG_MILLIS);

    Matcher fields = RECORD.matcher(text(batch.records().get(0)));
    assertThat(fields.matches()).isTrue();
    assertThat(fields.group(2)).hasSize(13);
  }

  @Test
  void shouldSayWhatIsWrongWhenTheConfigurationCannotBe() {
    assertThat(
            new RandomSource()
                .spec()
                .read(Map.of("messages_range", List.of(5, 1), "payload_size", -1))
                .problems())
        .hasSize(2);
    assertThatThrownBy(() -> source(Map.of("messages_per_second", 5, "interval", "1s"), null))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("messages_per_second stands in place of interval");
  }

  @Test
  void shouldBeDocumentedAsItIs() {
    KeyReference.check(
        Path.of("../../../docs/connectors/random.md"), "random source", new RandomSource().spec());
  }

  private SourceConnector source(Map<String, Object> config, byte[] state) {
    TestConnectorContext context = TestConnectorContext.withState(state);
    contexts.add(context);
    RandomSource source = new RandomSource();
    source.configure(source.spec().read(config).orThrow());
    source.start(context);
    return source;
  }

  private static List<String> texts(SourceBatch batch) {
    List<String> texts = new ArrayList<>();
    batch.records().forEach(record -> texts.add(text(record)));
    return texts;
  }

  private static String text(ConnectRecord record) {
    byte[] made = record.payload().bytes();
    assertThat(record.payload().isDecoded()).as("made as a value, not as bytes").isFalse();
    return new String(made, StandardCharsets.UTF_8);
  }
}
