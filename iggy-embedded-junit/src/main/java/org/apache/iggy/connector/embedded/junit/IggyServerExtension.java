// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.junit;

import java.util.Objects;
import org.apache.iggy.connector.embedded.EmbeddedIggyOptions;
import org.apache.iggy.connector.embedded.EmbeddedIggyServer;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Starts an {@link EmbeddedIggyServer} before tests and closes it after them.
 *
 * <p>One server for all tests of a class, on a free port, handed to whatever asks for it:
 *
 * <pre>{@code
 * @ExtendWith(IggyServerExtension.class)
 * class OrdersTest {
 *   @Test
 *   void shouldReadOrders(EmbeddedIggyServer iggy) {
 *     connect(iggy.host(), iggy.port(), iggy.username(), iggy.password());
 *   }
 * }
 * }</pre>
 *
 * <p>The same with options, in a static field; a field that is not static starts a server of its
 * own for each test:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final IggyServerExtension IGGY =
 *     new IggyServerExtension(EmbeddedIggyOptions.builder().credentials("root", "secret").build());
 * }</pre>
 *
 * <p>Nested test classes share the server of the class around them. Needs JUnit 5.8 or newer.
 */
public final class IggyServerExtension
    implements BeforeAllCallback,
        BeforeEachCallback,
        AfterEachCallback,
        AfterAllCallback,
        ParameterResolver {
  private final EmbeddedIggyOptions options;
  private volatile EmbeddedIggyServer server;
  private volatile String startedBy;

  /** An extension with a server in memory, on a free port of loopback. */
  public IggyServerExtension() {
    this(EmbeddedIggyOptions.defaults());
  }

  /** An extension with a server that is set up like this. */
  public IggyServerExtension(EmbeddedIggyOptions options) {
    this.options = Objects.requireNonNull(options, "options");
  }

  /**
   * The server.
   *
   * @throws IllegalStateException when no test is running
   */
  public EmbeddedIggyServer server() {
    EmbeddedIggyServer running = server;
    if (running == null) {
      throw new IllegalStateException("the Iggy server runs only while tests do");
    }
    return running;
  }

  /** The host that the server listens on. */
  public String host() {
    return server().host();
  }

  /** The port that the server listens on. */
  public int port() {
    return server().port();
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    startUnlessRunning(context);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    startUnlessRunning(context);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    closeIfStartedBy(context);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    closeIfStartedBy(context);
  }

  private synchronized void startUnlessRunning(ExtensionContext context) {
    if (server == null) {
      server = EmbeddedIggyServer.start(options);
      startedBy = context.getUniqueId();
    }
  }

  private synchronized void closeIfStartedBy(ExtensionContext context) {
    if (server != null && context.getUniqueId().equals(startedBy)) {
      server.close();
      server = null;
      startedBy = null;
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == EmbeddedIggyServer.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return server();
  }
}
