// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.it;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.iggy.connector.client.ConnectionOptions;
import org.apache.iggy.connector.client.Credentials;
import org.apache.iggy.connector.client.IggyAddress;
import org.apache.iggy.connector.client.IggyClient;
import org.apache.iggy.connector.client.TlsOptions;
import org.apache.iggy.connector.protocol.message.MessageBatchEncoder;
import org.apache.iggy.connector.protocol.message.Partitioning;
import org.apache.iggy.connector.protocol.message.UserHeaders;
import org.apache.iggy.connector.protocol.primitive.Identifier;

/** A topic that is filled with numbered events, which makes every loss and repetition countable. */
final class EventTopic implements AutoCloseable {
  static final String STREAM = "analytics";
  static final String TOPIC = "events";

  private final IggyClient client;
  private final int partitions;
  private long nextId;

  private EventTopic(IggyClient client, int partitions) {
    this.client = client;
    this.partitions = partitions;
  }

  /** Creates the topic on a server. */
  static EventTopic create(IggyAddress address, int partitions) {
    return create(address, partitions, null);
  }

  /** Creates the topic on a server that is reached over TLS, or without when that is null. */
  static EventTopic create(IggyAddress address, int partitions, TlsOptions tls) {
    ConnectionOptions options =
        ConnectionOptions.builder(address)
            .credentials(Credentials.password("iggy", "iggy"))
            .tls(tls)
            .build();
    IggyClient client = IggyClient.connect(options, 2);
    client.streams().find(stream()).ifPresent(left -> client.streams().delete(stream()));
    client.streams().create(STREAM);
    client.topics().create(stream(), TOPIC, partitions);
    return new EventTopic(client, partitions);
  }

  static Identifier stream() {
    return Identifier.named(STREAM);
  }

  static Identifier topic() {
    return Identifier.named(TOPIC);
  }

  IggyClient client() {
    return client;
  }

  /** Sends events with the next ids, spread over all partitions in batches. */
  void send(int events) {
    MessageBatchEncoder batch = new MessageBatchEncoder();
    for (int sent = 0; sent < events; ) {
      int partition = (int) (nextId / 50 % partitions);
      batch.clear();
      for (int i = 0; i < 50 && sent < events; i++, sent++) {
        batch.add(event(nextId++), UserHeaders.builder().put("trace", "t" + nextId).build(), 0);
      }
      send(Partitioning.partition(partition), batch);
    }
  }

  /** Sends one payload as it is. */
  void sendRaw(int partition, String payload) {
    MessageBatchEncoder batch = new MessageBatchEncoder();
    batch.add(payload.getBytes(StandardCharsets.UTF_8), UserHeaders.empty(), 0);
    send(Partitioning.partition(partition), batch);
  }

  private void send(Partitioning partitioning, MessageBatchEncoder batch) {
    client.messages().send(stream(), topic(), partitioning, batch.batch());
  }

  private static byte[] event(long id) {
    return String.format(
            Locale.ROOT,
            "{\"id\":%d,\"name\":\"user-%d\",\"amount\":%d,\"at\":%d,\"ignored\":{\"a\":[1,2]}}",
            id,
            id % 7,
            id * 3,
            1_700_000_000_000L + id)
        .getBytes(StandardCharsets.UTF_8);
  }

  /** How many events were sent. */
  long sent() {
    return nextId;
  }

  /** The sum of the amounts of all events. */
  long amountSum() {
    return 3 * nextId * (nextId - 1) / 2;
  }

  @Override
  public void close() {
    client.streams().delete(stream());
    client.close();
  }
}
