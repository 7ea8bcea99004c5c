// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.iggy.connector.client.ConnectionOptions;
import org.apache.iggy.connector.client.Credentials;
import org.apache.iggy.connector.client.IggyAddress;
import org.apache.iggy.connector.client.IggyClient;
import org.apache.iggy.connector.client.IggyException;
import org.apache.iggy.connector.client.testkit.FaultProxy;
import org.apache.iggy.connector.embedded.EmbeddedIggyOptions;
import org.apache.iggy.connector.embedded.EmbeddedIggyServer;
import org.apache.iggy.connector.pinot.embedded.EmbeddedPinotOptions;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.apache.iggy.connector.protocol.user.Permissions;
import org.apache.iggy.connector.protocol.user.UserStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A login that worked is refused when a table has to log in again. */
@Execution(ExecutionMode.CONCURRENT)
@Tag("one-pinot")
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class LoginFaultTest {
  private static final Duration LENGTH = FaultLength.of(Duration.ofSeconds(3));
  private static final String USER = "reader";
  private static final String PASSWORD = "reader-secret";
  private static final String OTHER_PASSWORD = "other-secret";

  private final ClockAhead clock = new ClockAhead();
  @TempDir Path pinotData;
  private EmbeddedIggyServer server;
  private FaultProxy proxy;
  private FaultScene scene;

  @BeforeEach
  void start() {
    server = EmbeddedIggyServer.start(EmbeddedIggyOptions.builder().clock(clock).build());
    IggyAddress address = IggyAddress.of(server.host(), server.port());
    proxy = FaultProxy.start(address);
    scene =
        new FaultScene(address, 2, EmbeddedPinotOptions.defaults().withDataDirectory(pinotData));
    scene.startFeed(1_000);
  }

  @AfterEach
  void stop() {
    scene.close();
    proxy.close();
    server.close();
  }

  private void consume(Map<String, String> keys) {
    scene.startTable(proxy.address(), keys);
    scene.consumeSome();
  }

  @Test
  void shouldGoOnWhenALoginIsAllowedAgainThatWasRefused() {
    scene.client().users().create(USER, PASSWORD, Permissions.root());
    consume(Map.of("username", USER, "password", PASSWORD));

    scene.client().users().changePassword(Identifier.named(USER), PASSWORD, OTHER_PASSWORD);
    assertThat(canLogIn()).isFalse();
    proxy.cutAll();
    scene.endure(LENGTH);
    scene.client().users().changePassword(Identifier.named(USER), OTHER_PASSWORD, PASSWORD);

    scene.feed().awaitMore(1_000);
    scene.assertExact();
  }

  @Test
  void shouldGoOnWhenAUserIsActiveAgainWhoWasNot() {
    scene.client().users().create(USER, PASSWORD, Permissions.root());
    consume(Map.of("username", USER, "password", PASSWORD));

    scene.client().users().setStatus(Identifier.named(USER), UserStatus.INACTIVE);
    assertThat(canLogIn()).isFalse();
    proxy.cutAll();
    scene.endure(LENGTH);
    scene.client().users().setStatus(Identifier.named(USER), UserStatus.ACTIVE);

    scene.feed().awaitMore(1_000);
    scene.assertExact();
  }

  private boolean canLogIn() {
    ConnectionOptions options =
        ConnectionOptions.builder(IggyAddress.of(server.host(), server.port()))
            .credentials(Credentials.password(USER, PASSWORD))
            .build();
    try (IggyClient client = IggyClient.connect(options, 0)) {
      client.streams().list();
      return true;
    } catch (IggyException e) {
      return false;
    }
  }

  @Test
  void shouldStopAndNameTheTokenWhenItHasExpiredAndGoOnWithAnother() {
    long hourMicros = TimeUnit.HOURS.toMicros(1);
    String passing = scene.client().tokens().create("passing", hourMicros).token();
    consume(Map.of("token", passing, "reconnect.budget.millis", "1000"));

    clock.ahead = Duration.ofHours(2);
    scene.consumeSome();
    // The session has outlived the token; a new one is refused.
    proxy.cutAll();
    assertThat(scene.awaitStop()).contains("token").doesNotContain(passing);
    assertThat(scene.log().plugin()).noneMatch(line -> line.contains(passing));

    scene.stopTable();
    String lasting = scene.client().tokens().createWithoutExpiry("lasting").token();
    scene.startTable(proxy.address(), Map.of("token", lasting));
    scene.feed().awaitMore(1_000);
    scene.assertRowsExact();
  }

  /** The system's clock, put forward. */
  private static final class ClockAhead extends Clock {
    private volatile Duration ahead = Duration.ZERO;

    @Override
    public Instant instant() {
      return Instant.now().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return Clock.offset(Clock.system(zone), ahead);
    }
  }
}
