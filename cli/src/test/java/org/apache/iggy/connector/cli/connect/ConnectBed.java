// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.connect;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.iggy.connector.cli.IggyConnect;
import org.apache.iggy.connector.client.ConnectionOptions;
import org.apache.iggy.connector.client.Credentials;
import org.apache.iggy.connector.client.IggyAddress;
import org.apache.iggy.connector.client.IggyClient;
import org.apache.iggy.connector.connect.testkit.Await;
import org.apache.iggy.connector.embedded.EmbeddedIggyServer;
import org.apache.iggy.connector.protocol.message.MessageBatchEncoder;
import org.apache.iggy.connector.protocol.message.Partitioning;
import org.apache.iggy.connector.protocol.message.UserHeaders;
import org.apache.iggy.connector.protocol.primitive.Identifier;

/** A server with the topic shop/orders, and {@code iggy-connect run} in a process of its own. */
final class ConnectBed implements AutoCloseable {
  private static final long LIMIT_MILLIS = 90_000;
  private static final Identifier STREAM = Identifier.named("shop");
  private static final Identifier TOPIC = Identifier.named("orders");

  private final EmbeddedIggyServer server = EmbeddedIggyServer.start();
  private final IggyClient client;
  private final ConnectFolder folder;
  private Process process;

  /** A bed whose files are in this folder; nothing runs yet but the server. */
  ConnectBed(Path root) {
    client =
        IggyClient.connect(
            ConnectionOptions.builder(IggyAddress.parse(server.address().toString()))
                .credentials(Credentials.password("iggy", "iggy"))
                .build(),
            1);
    client.streams().create("shop");
    client.topics().create(STREAM, "orders", 1);
    folder = new ConnectFolder(root, server.address().toString());
  }

  ConnectFolder folder() {
    return folder;
  }

  IggyClient client() {
    return client;
  }

  void send(String... payloads) {
    MessageBatchEncoder batch = new MessageBatchEncoder();
    for (String payload : payloads) {
      batch.add(payload.getBytes(StandardCharsets.UTF_8), UserHeaders.empty(), 0);
    }
    client.messages().send(STREAM, TOPIC, Partitioning.partition(0), batch.batch());
  }

  /** Runs the folder's connectors; what they print is kept in a file. */
  Process launch() throws IOException {
    return launch(ProcessBuilder.Redirect.to(folder.root().resolve("out.txt").toFile()));
  }

  /** Runs the folder's connectors. */
  Process launch(ProcessBuilder.Redirect output) throws IOException {
    process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx256m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    IggyConnect.class.getName(),
                    "run",
                    folder.config()))
            .redirectOutput(output)
            .redirectError(folder.root().resolve("err.txt").toFile())
            .start();
    return process;
  }

  /** What the process has printed, when that is kept. */
  String output() {
    return folder.read("out.txt");
  }

  /** What the process has told on its standard error. */
  String errors() {
    return folder.read("err.txt");
  }

  /** Returns when a condition holds; the process has to be there for that. */
  void await(BooleanSupplier condition) {
    Await.until(
        LIMIT_MILLIS,
        () -> {
          if (!process.isAlive()) {
            throw new AssertionError("the runtime ended: " + errors());
          }
          return condition.getAsBoolean();
        },
        this::errors);
  }

  /** Returns the exit code when the process has ended. */
  int awaitEnd() {
    try {
      if (!process.waitFor(LIMIT_MILLIS, TimeUnit.MILLISECONDS)) {
        throw new AssertionError("the runtime does not end: " + errors());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  @Override
  public void close() {
    if (process != null) {
      process.destroyForcibly();
      awaitEnd();
    }
    client.close();
    server.close();
  }
}
