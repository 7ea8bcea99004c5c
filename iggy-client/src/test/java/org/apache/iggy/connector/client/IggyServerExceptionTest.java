// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.status.IggyStatus;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class IggyServerExceptionTest {
  @ParameterizedTest
  @EnumSource(
      value = IggyStatus.class,
      names = {"NOT_RESOLVED_CONSUMER", "RESOURCE_NOT_FOUND", "CONSUMER_GROUP_PARTITION_NOT_OWNED"})
  void shouldTellAPartitionOfAnotherMemberWhateverTheServerCallsIt(IggyStatus status) {
    assertThat(refusal(status).isOfAnotherMember()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(
      value = IggyStatus.class,
      names = {"CONSUMER_GROUP_MEMBER_NOT_FOUND", "INVALID_OFFSET", "UNAUTHORIZED"})
  void shouldNotTakeAnotherRefusalForAPartitionOfAnotherMember(IggyStatus status) {
    assertThat(refusal(status).isOfAnotherMember()).isFalse();
  }

  private static IggyServerException refusal(IggyStatus status) {
    return new IggyServerException(CommandCode.STORE_CONSUMER_OFFSET, status.code());
  }
}
