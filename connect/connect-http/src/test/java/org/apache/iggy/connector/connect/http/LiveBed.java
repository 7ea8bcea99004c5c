// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.http;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.iggy.connector.client.ConnectionOptions;
import org.apache.iggy.connector.client.Credentials;
import org.apache.iggy.connector.client.IggyAddress;
import org.apache.iggy.connector.client.IggyClient;
import org.apache.iggy.connector.connect.config.Environment;
import org.apache.iggy.connector.connect.http.live.LiveRuntime;
import org.apache.iggy.connector.connect.http.metrics.ConnectMetrics;
import org.apache.iggy.connector.connect.runtime.launch.LaunchedRuntime;
import org.apache.iggy.connector.connect.runtime.launch.LoadedPlugins;
import org.apache.iggy.connector.embedded.EmbeddedIggyServer;
import org.apache.iggy.connector.protocol.message.MessageBatchEncoder;
import org.apache.iggy.connector.protocol.message.Partitioning;
import org.apache.iggy.connector.protocol.message.UserHeaders;
import org.apache.iggy.connector.protocol.primitive.Identifier;

/** A server of Iggy, a configuration folder, a runtime over both, and its API. */
final class LiveBed implements AutoCloseable {
  private static final String STREAM = "shop";

  private final EmbeddedIggyServer iggy;
  private final IggyClient client;
  private final LoadedPlugins loaded;
  private final LaunchedRuntime launched;
  private final LiveRuntime live;
  private final ConnectHttpServer server;

  private LiveBed(Path folder, String protocol) throws Exception {
    iggy = EmbeddedIggyServer.start();
    client =
        IggyClient.connect(
            ConnectionOptions.builder(IggyAddress.of(iggy.host(), iggy.port()))
                .credentials(Credentials.password("iggy", "iggy"))
                .build(),
            1);
    client.streams().create(STREAM);
    client.topics().create(Identifier.named(STREAM), "orders", 2);
    client.topics().create(Identifier.named(STREAM), "events", 1);
    writeConfiguration(folder, iggy.host() + ":" + iggy.port(), protocol);
    loaded =
        LoadedPlugins.load(
            Optional.of(folder.resolve("config.toml")),
            Environment.of(Map.of("ORDERS_PASSWORD", "hunter2"), folder, folder));
    ConnectMetrics metrics = new ConnectMetrics();
    launched = LaunchedRuntime.start(loaded, metrics, change -> {});
    live = new LiveRuntime(launched.runtime(), loaded.configuration(), loaded.plugins(), "0.1.0");
    server = ConnectHttpServer.start(loaded.configuration().settings().http(), live, metrics);
  }

  static LiveBed start(Path folder) throws Exception {
    return start(folder, "auto");
  }

  /** One whose runtime speaks this generation of the protocol. */
  static LiveBed start(Path folder, String protocol) throws Exception {
    return new LiveBed(folder, protocol);
  }

  private static void writeConfiguration(Path folder, String iggy, String protocol)
      throws IOException {
    Path connectors = Files.createDirectory(folder.resolve("connectors"));
    write(
        folder.resolve("config.toml"),
        """
        [http]
        address = "127.0.0.1:0"
        [http.metrics]
        enabled = true
        [iggy]
        address = "%s"
        protocol = "%s"
        [state]
        path = "state"
        [connectors]
        config_type = "local"
        config_dir = "connectors"
        """
            .formatted(iggy, protocol));
    write(
        connectors.resolve("orders.toml"),
        """
        type = "sink"
        key = "orders"
        enabled = true
        version = 0
        name = "Orders"
        path = "stdout"
        [[streams]]
        stream = "shop"
        topics = ["orders"]
        schema = "json"
        [transforms.add_fields]
        enabled = true
        [[transforms.add_fields.fields]]
        key = "region"
        value.static = "eu"
        [[transforms.add_fields.fields]]
        key = "password"
        value.static = "${env:ORDERS_PASSWORD}"
        [plugin_config]
        print_payload = false
        """);
    write(
        connectors.resolve("idle.toml"),
        sink("idle", "stdout").replace("enabled = true", "enabled = false"));
    write(connectors.resolve("broken.toml"), sink("broken", "no_such_plugin"));
    write(
        connectors.resolve("random.toml"),
        """
        type = "source"
        key = "random"
        enabled = true
        version = 0
        name = "Random"
        path = "libiggy_connector_random_source"
        [[streams]]
        stream = "shop"
        topic = "events"
        schema = "json"
        [plugin_config]
        interval = "50ms"
        """);
  }

  private static String sink(String key, String plugin) {
    return """
    type = "sink"
    key = "%s"
    enabled = true
    version = 0
    name = "%s"
    path = "%s"
    [[streams]]
    stream = "shop"
    topics = ["orders"]
    schema = "json"
    """
        .formatted(key, key, plugin);
  }

  private static void write(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardCharsets.UTF_8);
  }

  URI address() {
    return server.address();
  }

  /** Sends so many messages to a partition. */
  void send(String topic, int partition, int count) {
    MessageBatchEncoder encoder = new MessageBatchEncoder();
    for (int i = 0; i < count; i++) {
      encoder.add(
          ("{\"n\":" + i + "}").getBytes(StandardCharsets.UTF_8), UserHeaders.empty(), 1_000L);
    }
    client
        .messages()
        .send(
            Identifier.named(STREAM),
            Identifier.named(topic),
            Partitioning.partition(partition),
            encoder.batch());
  }

  void stopIggy() {
    iggy.close();
  }

  @Override
  public void close() {
    server.close();
    live.close();
    launched.close();
    loaded.close();
    client.close();
    iggy.close();
  }
}
