// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class IggyStatusTest {
  @ParameterizedTest
  @EnumSource(IggyStatus.class)
  void shouldFindConstantWhenGivenItsCode(IggyStatus status) {
    assertThat(IggyStatus.of(status.code())).isSameAs(status);
    assertThat(status.category()).isNotNull();
    assertThat(status.description()).matches("[A-Z].*[^.]");
  }

  @Test
  void shouldHaveEachCodeOnceWhenListed() {
    Set<Integer> codes = new HashSet<>();
    for (IggyStatus status : IggyStatus.values()) {
      assertThat(codes.add(status.code())).as(status.name()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {IggyStatus.OK, 17, 99, 14002, Integer.MAX_VALUE, Integer.MIN_VALUE})
  void shouldAnswerUnknownWhenCodeIsNoErrorOfIggy(int code) {
    assertThat(IggyStatus.of(code)).isSameAs(IggyStatus.UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource({
    // An operator fixes these in the settings; waiting changes nothing.
    "42, INVALID_CREDENTIALS, CONFIGURATION",
    "41, UNAUTHORIZED, CONFIGURATION",
    "54, PERSONAL_ACCESS_TOKEN_EXPIRED, CONFIGURATION",
    "1009, STREAM_ID_NOT_FOUND, CONFIGURATION",
    "2010, TOPIC_ID_NOT_FOUND, CONFIGURATION",
    "3007, PARTITION_NOT_FOUND, CONFIGURATION",
    "5000, CONSUMER_GROUP_ID_NOT_FOUND, CONFIGURATION",
    // A reconnect, which logs in and joins again, or a little patience heals these.
    "8, DISCONNECTED, TRANSIENT",
    "30, STALE_CLIENT, TRANSIENT",
    "40, UNAUTHENTICATED, TRANSIENT",
    "57, TRANSIENT_NOT_COMMITTED, TRANSIENT",
    "58, TRANSIENT_NOT_ACCEPTED, TRANSIENT",
    "100, CLIENT_NOT_FOUND, TRANSIENT",
    "3022, NOT_RESOLVED_CONSUMER, TRANSIENT",
    "4000, SEGMENT_NOT_FOUND, TRANSIENT",
    "5006, CONSUMER_GROUP_MEMBER_NOT_FOUND, TRANSIENT",
    "5009, CONSUMER_GROUP_PARTITION_NOT_OWNED, TRANSIENT",
    "13000, IO_ERROR, TRANSIENT",
    // The same request fails for ever.
    "3, INVALID_COMMAND, PERMANENT",
    "59, REQUEST_ALREADY_APPLIED, PERMANENT",
    "1012, STREAM_NAME_ALREADY_EXISTS, PERMANENT",
    "4022, TOO_BIG_MESSAGE_PAYLOAD, PERMANENT",
    "4100, INVALID_OFFSET, PERMANENT",
    "14003, INCOMPATIBLE_PROTOCOL_VERSION, PERMANENT",
  })
  void shouldHaveNameAndCategoryWhenConnectorsMeetIt(
      int code, IggyStatus status, ErrorCategory category) {
    assertThat(IggyStatus.of(code)).isSameAs(status);
    assertThat(status.category()).isSameAs(category);
  }
}
