// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.pinot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.iggy.connector.client.ConnectionOptions;
import org.apache.iggy.connector.client.Credentials;
import org.apache.iggy.connector.client.IggyAddress;
import org.apache.iggy.connector.client.IggyClient;
import org.apache.iggy.connector.client.TlsOptions;
import org.apache.iggy.connector.embedded.EmbeddedIggyOptions;
import org.apache.iggy.connector.embedded.EmbeddedIggyServer;
import org.apache.iggy.connector.protocol.message.MessageBatchEncoder;
import org.apache.iggy.connector.protocol.message.Partitioning;
import org.apache.iggy.connector.protocol.message.UserHeaders;
import org.apache.iggy.connector.protocol.primitive.Identifier;

/** An embedded server with a stream {@code shop}, which topics are made in. */
public final class ShopServer implements AutoCloseable {
  /** The stream. */
  public static final Identifier SHOP = Identifier.named("shop");

  private static final String PASSWORD = "correct-horse";
  private static final int EVENTS_A_BATCH = 100;

  private final EmbeddedIggyServer server;
  private final IggyClient client;
  private final Path passwordFile;

  private ShopServer(EmbeddedIggyServer server, IggyClient client, Path passwordFile) {
    this.server = server;
    this.client = client;
    this.passwordFile = passwordFile;
  }

  /** Starts one in the clear, which keeps its password in a file of the folder. */
  public static ShopServer start(Path folder) {
    return start(folder, EmbeddedIggyOptions.builder(), null);
  }

  /** Starts one with these options; the client's TLS is null for none. */
  public static ShopServer start(
      Path folder, EmbeddedIggyOptions.Builder options, TlsOptions clientTls) {
    EmbeddedIggyServer server =
        EmbeddedIggyServer.start(options.credentials("iggy", PASSWORD).build());
    IggyClient client =
        IggyClient.connect(
            ConnectionOptions.builder(IggyAddress.of(server.host(), server.port()))
                .credentials(Credentials.password("iggy", PASSWORD))
                .tls(clientTls)
                .build(),
            1);
    return new ShopServer(server, client, secretFile(folder, "password", PASSWORD));
  }

  /** Writes a secret to a file. */
  public static Path secretFile(Path folder, String name, String secret) {
    try {
      return Files.writeString(folder.resolve(name), secret + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A table over {@code shop/orders}. */
  public TableFiles table() {
    return new TableFiles(server.host(), server.port(), passwordFile);
  }

  /** The server. */
  public EmbeddedIggyServer server() {
    return server;
  }

  /** A client that may do everything. */
  public IggyClient client() {
    return client;
  }

  /** Makes a topic with two partitions and fills each with these messages. */
  public void fill(String topic, Stream<String> messages) {
    if (client.streams().find(SHOP).isEmpty()) {
      client.streams().create("shop");
    }
    if (client.topics().find(SHOP, Identifier.named(topic)).isEmpty()) {
      client.topics().create(SHOP, topic, 2);
    }
    List<String> all = messages.toList();
    for (int start = 0; start < all.size(); start += EVENTS_A_BATCH) {
      List<String> part = all.subList(start, Math.min(all.size(), start + EVENTS_A_BATCH));
      for (int partition = 0; partition < 2; partition++) {
        send(topic, partition, part);
      }
    }
  }

  /** Sends messages to a partition. */
  public void send(String topic, int partition, List<String> messages) {
    MessageBatchEncoder batch = new MessageBatchEncoder();
    messages.forEach(
        message -> batch.add(message.getBytes(StandardCharsets.UTF_8), UserHeaders.empty(), 0));
    client
        .messages()
        .send(SHOP, Identifier.named(topic), Partitioning.partition(partition), batch.batch());
  }

  /** Orders as the columns of {@link TableFiles} take them. */
  public static Stream<String> orders(int count) {
    return IntStream.range(0, count).mapToObj(ShopServer::order);
  }

  private static String order(int id) {
    long time = System.currentTimeMillis() - 60_000 + id;
    return "{\"id\":"
        + id
        + ",\"customer\":\"c"
        + id % 7
        + "\",\"amount\":"
        + id
        + ".5,\"ts\":"
        + time
        + "}";
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }
}
