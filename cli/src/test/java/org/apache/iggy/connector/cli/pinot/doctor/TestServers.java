// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.pinot.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.iggy.connector.cli.ResourceStack;
import org.apache.iggy.connector.cli.pinot.ShopServer;
import org.apache.iggy.connector.cli.pinot.TableFiles;
import org.apache.iggy.connector.client.TlsOptions;
import org.apache.iggy.connector.embedded.EmbeddedIggyOptions;
import org.apache.iggy.connector.embedded.TestCertificate;
import org.apache.iggy.connector.protocol.topic.CompressionAlgorithm;
import org.apache.iggy.connector.protocol.topic.CreateTopic;
import org.apache.iggy.connector.protocol.user.GlobalPermission;
import org.apache.iggy.connector.protocol.user.Permissions;

/** Embedded servers with and without TLS, and topics of all kinds. */
final class TestServers implements AutoCloseable {
  private static final int EVENTS = 300;
  private static final long NEVER = -1;
  private static final long MINUTE_MICROS = 60_000_000;

  private final ResourceStack resources = new ResourceStack();
  private final Path files;
  private final ShopServer plain;
  private final ShopServer tls;
  private final ShopServer expired;
  private final ShopServer otherName;
  private final Path trusted;
  private final Path untrusted;
  private final int deadPort;
  private final int silentPort;

  /** Starts them; certificates and secrets go to the folder. */
  TestServers(Path files) throws IOException, InterruptedException {
    this.files = files;
    plain = resources.add(ShopServer.start(files));
    fillTopics();
    plain
        .client()
        .users()
        .create("nobody", "nobody-secret", Permissions.of(GlobalPermission.READ_USERS));
    TestCertificate good = TestCertificate.create(files);
    tls = secured(good);
    tls.fill("orders", ShopServer.orders(EVENTS));
    trusted = good.trusted();
    untrusted = TestCertificate.create(files, "another", "ip:127.0.0.1", "-1d", 90).trusted();
    expired = secured(good.sign(files, "expired", "-20d", 10));
    otherName =
        secured(TestCertificate.create(files, "elsewhere", "dns:iggy.example.com", "-1d", 90));
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      deadPort = free.getLocalPort();
    }
    ServerSocket silent = resources.add(new ServerSocket(0, 10, InetAddress.getLoopbackAddress()));
    silentPort = silent.getLocalPort();
  }

  private ShopServer secured(TestCertificate certificate) throws IOException {
    return resources.add(
        ShopServer.start(
            files,
            EmbeddedIggyOptions.builder().tls(certificate.serverTls()),
            TlsOptions.builder().caFile(certificate.trusted()).build()));
  }

  private void fillTopics() {
    plain.fill("orders", ShopServer.orders(EVENTS));
    plain.fill("texts", Stream.of("hello", "world"));
    fill("camel", "{'id':1,'Customer':'a','amount':1,'ts':1700000000000}");
    fill("words", "{'id':'one','customer':'a','amount':1,'ts':1700000000000}");
    fill("seconds", "{'id':1,'customer':'a','amount':1,'ts':1700000000}");
    fill("future", "{'id':1,'customer':'a','amount':1,'ts':2500000000000}");
    fill("timeless", "{'id':1,'customer':'a','amount':1}");
    fill("large", "{'id':1,'customer':'" + "x".repeat(100_000) + "','ts':1700000000000}");
    fill("big", "{'id':5000000000,'customer':'a','amount':1,'ts':1700000000000}");
    plain.client().topics().create(ShopServer.SHOP, "empty", 2);
    plain.client().topics().create(ShopServer.SHOP, "nowhere", 0);
    plain
        .client()
        .topics()
        .create(
            new CreateTopic(
                ShopServer.SHOP, 2, CompressionAlgorithm.NONE, MINUTE_MICROS, NEVER, 1, "brief"));
    plain.fill("brief", ShopServer.orders(EVENTS));
  }

  private void fill(String topic, String message) {
    plain.fill(topic, Stream.of(message.replace('\'', '"')));
  }

  /** The one that a table reads from. */
  ShopServer get(Misconfiguration.Server server) {
    return switch (server) {
      case PLAIN -> plain;
      case TLS -> tls;
      case EXPIRED -> expired;
      case OTHER_NAME -> otherName;
    };
  }

  /** The authority behind most certificates. */
  Path trusted() {
    return trusted;
  }

  /** An authority that signed none. */
  Path untrusted() {
    return untrusted;
  }

  /** The authority behind the certificate for another name. */
  Path otherName() {
    return files.resolve("elsewhere.pem");
  }

  /** A port where nothing listens. */
  int deadPort() {
    return deadPort;
  }

  /** A port where connections are accepted and nothing is ever said. */
  int silentPort() {
    return silentPort;
  }

  /** Gives a table a secret by a file. */
  void secret(TableFiles table, String key, String secret) {
    table.key(key, ShopServer.secretFile(files, "secret-" + secret, secret).toString());
  }

  @Override
  public void close() {
    resources.close();
  }
}
