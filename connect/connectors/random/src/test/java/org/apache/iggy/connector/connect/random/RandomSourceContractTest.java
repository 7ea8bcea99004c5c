// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.random;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.iggy.connector.connect.api.MessageId;
import org.apache.iggy.connector.connect.api.Schema;
import org.apache.iggy.connector.connect.api.SourceConnector;
import org.apache.iggy.connector.connect.testkit.Behaviour;
import org.apache.iggy.connector.connect.testkit.SourceContract;
import org.apache.iggy.connector.connect.testkit.TestConnectorContext;

/** The contract on records that are made up: with a seed, each number's record is known. */
class RandomSourceContractTest extends SourceContract {
  private static final long SEED = 42;
  private static final int KNOWN = 200_000;
  private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");
  private static final Map<String, Long> NUMBERS = numbers();

  private static Map<String, Long> numbers() {
    RandomRecords records =
        new RandomRecords(SEED, 0, TestConnectorContext.fresh().codec(Schema.JSON));
    Map<String, Long> numbers = new HashMap<>();
    for (long number = 0; number < KNOWN; number++) {
      MessageId id = records.record(number).id();
      numbers.put(id.toUuid().toString(), number);
    }
    return numbers;
  }

  @Override
  protected SourceConnector newSource() {
    return new RandomSource();
  }

  @Override
  protected Map<String, Object> pluginConfig() {
    return Map.of("seed", SEED, "interval", "1ms", "messages_range", List.of(1, 1));
  }

  /** It makes its records by itself. */
  @Override
  protected void produce(long first, int count, int sizeBytes) {}

  @Override
  protected OptionalLong numberIn(byte[] payload) {
    Matcher id = ID.matcher(new String(payload, StandardCharsets.UTF_8));
    Long number = id.find() ? NUMBERS.get(id.group(1)) : null;
    return number == null ? OptionalLong.empty() : OptionalLong.of(number);
  }

  @Override
  protected Map<Behaviour, String> lacks() {
    return Map.of(
        Behaviour.RUNS_DRY, "there is always another record",
        Behaviour.RECORDS_OF_ANY_SIZE, "all records have the size that is configured",
        Behaviour.HAS_OUTAGES, "there is no other system",
        Behaviour.HAS_SECRETS, "it has no secret key");
  }
}
