// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.status.IggyStatus;
import org.junit.jupiter.api.Test;

class StreamsTest extends AreaTest {
  @Test
  void shouldFindAndListAStreamWhenItWasCreated() {
    assertThat(client.streams().find(stream))
        .hasValueSatisfying(found -> assertThat(found.info().name()).isEqualTo(stream.name()));
    assertThat(client.streams().list()).anyMatch(info -> info.name().equals(stream.name()));
  }

  @Test
  void shouldFindNothingWhenThereIsNoSuchStream() {
    assertThat(client.streams().find(MISSING)).isEmpty();
  }

  @Test
  void shouldFindAStreamByItsNumberAndItsNewNameWhenRenamed() {
    long id = client.streams().find(stream).orElseThrow().info().id();
    String name = uniqueName();
    client.streams().rename(stream, name);

    assertThat(client.streams().find(Identifier.numeric(id)).orElseThrow().info().name())
        .isEqualTo(name);
    assertThat(client.streams().find(stream)).isEmpty();
    client.streams().delete(Identifier.named(name));
  }

  @Test
  void shouldCountNoMessagesWhenPurged() {
    createTopic(1);
    send(0, "a", "b");
    client.streams().purge(stream);

    assertThat(client.streams().find(stream).orElseThrow().info().messagesCount()).isZero();
  }

  @Test
  void shouldRefuseASecondStreamOfTheSameName() {
    assertRefused(
        IggyStatus.STREAM_NAME_ALREADY_EXISTS, () -> client.streams().create(stream.name()));
  }

  @Test
  void shouldRefuseWhatNeedsAStreamThatDoesNotExist() {
    assertRefused(IggyStatus.STREAM_ID_NOT_FOUND, () -> client.streams().delete(MISSING));
    assertRefused(IggyStatus.STREAM_ID_NOT_FOUND, () -> client.streams().purge(MISSING));
    assertRefused(
        IggyStatus.STREAM_ID_NOT_FOUND, () -> client.streams().rename(MISSING, uniqueName()));
    assertRefused(
        IggyStatus.STREAM_ID_NOT_FOUND, () -> client.topics().create(MISSING, "events", 1));
  }
}
