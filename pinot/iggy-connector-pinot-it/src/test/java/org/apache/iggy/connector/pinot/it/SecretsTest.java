// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.apache.iggy.connector.client.IggyAddress;
import org.apache.iggy.connector.embedded.EmbeddedIggyServer;
import org.apache.iggy.connector.embedded.TestCertificate;
import org.apache.iggy.connector.pinot.embedded.EmbeddedPinot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * No secret in anything that our code logs, at any level, or throws. Pinot's own loggers are left
 * out: they print stream configurations, which is why secrets are better given by file.
 */
class SecretsTest {
  private static final String SECRET = "s3cr3tOfThisTest";
  private static final String OURS = "org.apache.iggy";

  private final Logger logger = (Logger) LoggerFactory.getLogger(OURS);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private EmbeddedIggyServer server;

  @BeforeEach
  void start() {
    server = EmbeddedIggyServer.start();
    logger.setLevel(Level.TRACE);
    log.start();
    logger.addAppender(log);
  }

  @AfterEach
  void stop() {
    logger.detachAppender(log);
    logger.setLevel(null);
    server.close();
  }

  @Test
  void shouldNotShowAPasswordThatIsRefused() {
    assertRefused("password", "check stream.iggy.username", Map.of("password", SECRET));
  }

  @Test
  void shouldNotShowATokenThatIsRefused() {
    assertRefused("token", "", Map.of("token", SECRET));
  }

  @Test
  void shouldNotShowASecretOfAFile(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("password"), SECRET);
    assertRefused("password.file", "", Map.of("password.file", file.toString()));
  }

  @Test
  void shouldNotShowAKeyOrItsPassword(@TempDir Path folder) throws Exception {
    String certificate = Files.readString(TestCertificate.create(folder).trusted());
    assertRefused(
        "tls.key.pem",
        "the client key's PEM text has a private key that is neither RSA, EC nor EdDSA",
        Map.of(
            "enable.tls",
            "true",
            "tls.certificate.pem",
            certificate,
            "tls.key.pem",
            "-----BEGIN PRIVATE KEY-----\n" + SECRET + "\n-----END PRIVATE KEY-----",
            "tls.key.password",
            SECRET));
  }

  @Test
  void shouldNotShowATokenThatIsAccepted() {
    IggyAddress address = IggyAddress.of(server.host(), server.port());
    try (EventTopic topic = EventTopic.create(address, 1);
        EmbeddedPinot pinot = EmbeddedPinot.start()) {
      String token = topic.client().tokens().create("pinot", 3_600_000_000L).token();
      topic.send(100);
      pinot
          .createTable(EventTable.schema(), EventTable.config(address, Map.of("token", token)))
          .awaitRows(100, Duration.ofSeconds(60));
      assertThat(logged()).noneMatch(text -> text.contains(token));
    }
  }

  private void assertRefused(String what, String message, Map<String, String> keys) {
    IggyAddress address = IggyAddress.of(server.host(), server.port());
    try (EventTopic topic = EventTopic.create(address, 1);
        EmbeddedPinot pinot = EmbeddedPinot.start()) {
      topic.send(1);
      Throwable failure =
          catchThrowable(
              () -> pinot.createTable(EventTable.schema(), EventTable.config(address, keys)));
      assertThat(ExceptionUtils.getStackTrace(failure))
          .as(what)
          .contains(message)
          .doesNotContain(SECRET);
    }
    assertThat(logged()).noneMatch(text -> text.contains(SECRET));
  }

  private List<String> logged() {
    List<String> texts = new ArrayList<>();
    for (ILoggingEvent event : List.copyOf(log.list)) {
      texts.add(
          event.getFormattedMessage() + ThrowableProxyUtil.asString(event.getThrowableProxy()));
    }
    return texts;
  }
}
