// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.generator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UserEventGeneratorTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int EVENTS = 50_000;

  @Test
  void shouldWriteTheFieldsOfAUserEvent() throws IOException {
    JsonNode event = JSON.readTree(new UserEventGenerator(1).nextEvent(1_701_234_567_890L));

    List<String> fields = new ArrayList<>();
    event.fieldNames().forEachRemaining(fields::add);
    assertThat(fields)
        .containsExactly("userId", "eventType", "deviceId", "duration", "count", "timestamp");
    assertThat(event.path("timestamp").longValue()).isEqualTo(1_701_234_567_890L);
  }

  @Test
  void shouldHaveFewVeryActiveUsersAndManyOthers() throws IOException {
    Map<String, Integer> eventsByUser = countBy("userId");

    int mostActive = Collections.max(eventsByUser.values());
    assertThat(eventsByUser).hasSizeGreaterThan(2_000);
    assertThat(mostActive).isGreaterThan(20 * EVENTS / eventsByUser.size());
  }

  @Test
  void shouldOpenMoreOftenThanItSells() throws IOException {
    Map<String, Integer> eventsByType = countBy("eventType");

    assertThat(eventsByType).hasSize(EventType.values().length);
    assertThat(eventsByType.get("page_view")).isGreaterThan(eventsByType.get("search"));
    assertThat(eventsByType.get("purchase")).isLessThan(eventsByType.get("checkout"));
    assertThat(eventsByType.get("purchase")).isPositive();
  }

  @Test
  void shouldKeepADeviceToItsUser() throws IOException {
    Map<String, Set<String>> usersByDevice = new HashMap<>();
    UserEventGenerator generator = new UserEventGenerator(7);
    for (int i = 0; i < EVENTS; i++) {
      JsonNode event = JSON.readTree(generator.nextEvent(i));
      usersByDevice
          .computeIfAbsent(event.path("deviceId").textValue(), device -> new HashSet<>())
          .add(event.path("userId").textValue());
    }

    assertThat(usersByDevice.values()).allMatch(users -> users.size() == 1);
  }

  @Test
  void shouldMakeTheSameEventsFromTheSameSeed() {
    UserEventGenerator first = new UserEventGenerator(3);
    UserEventGenerator second = new UserEventGenerator(3);

    for (int i = 0; i < 1_000; i++) {
      assertThat(first.nextEvent(i)).isEqualTo(second.nextEvent(i));
    }
  }

  private static Map<String, Integer> countBy(String field) throws IOException {
    Map<String, Integer> counts = new HashMap<>();
    UserEventGenerator generator = new UserEventGenerator(42);
    for (int i = 0; i < EVENTS; i++) {
      counts.merge(JSON.readTree(generator.nextEvent(i)).path(field).textValue(), 1, Integer::sum);
    }
    return counts;
  }
}
