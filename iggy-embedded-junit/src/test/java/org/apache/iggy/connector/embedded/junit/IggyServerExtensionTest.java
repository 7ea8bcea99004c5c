// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.apache.iggy.connector.embedded.EmbeddedIggyOptions;
import org.apache.iggy.connector.embedded.EmbeddedIggyServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Runs the classes below as somebody's tests, and looks at the servers that they saw. */
class IggyServerExtensionTest {
  private static final List<EmbeddedIggyServer> SEEN = new ArrayList<>();

  @BeforeEach
  void forgetServers() {
    SEEN.clear();
  }

  @Test
  void shouldShareOneServerAmongTheTestsOfAClass() {
    run(Annotated.class, 3);
    assertThat(SEEN).hasSize(3);
    assertThat(new LinkedHashSet<>(SEEN)).hasSize(1);
    assertAllClosed();
  }

  @Test
  void shouldStartTheServerOfAStaticFieldWithItsOptions() {
    run(WithStaticField.class, 2);
    assertThat(new LinkedHashSet<>(SEEN)).hasSize(1);
    assertThat(SEEN.get(0).username()).isEqualTo("someone");
    assertAllClosed();
  }

  @Test
  void shouldStartAServerForEachTestOfAnInstanceField() {
    run(WithInstanceField.class, 2);
    assertThat(SEEN).hasSize(2).doesNotHaveDuplicates();
    assertAllClosed();
  }

  @Test
  void shouldSayThatThereIsNoServerOutsideOfTests() {
    assertThatIllegalStateException()
        .isThrownBy(() -> new IggyServerExtension().server())
        .withMessageContaining("only while tests do");
  }

  private static void run(Class<?> tests, int expected) {
    EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(tests))
        .execute()
        .testEvents()
        .assertStatistics(statistics -> statistics.succeeded(expected).failed(0));
  }

  private static void see(EmbeddedIggyServer server) throws IOException {
    new Socket(server.host(), server.port()).close();
    SEEN.add(server);
  }

  private static void assertAllClosed() {
    for (EmbeddedIggyServer server : SEEN) {
      assertThatExceptionOfType(ConnectException.class)
          .isThrownBy(() -> new Socket(server.host(), server.port()).close());
    }
  }

  @ExtendWith(IggyServerExtension.class)
  static class Annotated {
    @Test
    void shouldHandOverTheServer(EmbeddedIggyServer server) throws IOException {
      see(server);
    }

    @Test
    void shouldHandOverTheSameServer(EmbeddedIggyServer server) throws IOException {
      see(server);
    }

    @Nested
    class Inner {
      @Test
      void shouldHandOverTheServerOfTheOuterClass(EmbeddedIggyServer server) throws IOException {
        see(server);
      }
    }
  }

  static class WithStaticField {
    @RegisterExtension
    static final IggyServerExtension IGGY =
        new IggyServerExtension(
            EmbeddedIggyOptions.builder().credentials("someone", "secret").build());

    @Test
    void shouldOfferTheServer() throws IOException {
      see(IGGY.server());
    }

    @Test
    void shouldOfferTheSameServer() throws IOException {
      assertThat(IGGY.port()).isEqualTo(IGGY.server().port());
      assertThat(IGGY.host()).isEqualTo(IGGY.server().host());
      see(IGGY.server());
    }
  }

  static class WithInstanceField {
    @RegisterExtension final IggyServerExtension iggy = new IggyServerExtension();

    @Test
    void shouldOfferAServer() throws IOException {
      see(iggy.server());
    }

    @Test
    void shouldOfferAnother() throws IOException {
      see(iggy.server());
    }
  }
}
