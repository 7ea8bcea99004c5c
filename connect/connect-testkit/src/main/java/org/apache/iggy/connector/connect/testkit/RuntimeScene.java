// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.testkit;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.iggy.connector.connect.testkit.load.TestServer;
import org.apache.iggy.connector.connect.testkit.load.TestTopic;
import org.apache.iggy.connector.connect.testkit.process.FolderRuntime;
import org.apache.iggy.connector.connect.testkit.process.RuntimeFolder;
import org.apache.iggy.connector.connect.testkit.process.RuntimeProcess;

/** A server with a topic, and a folder in which a runtime is told of a connector between both. */
abstract class RuntimeScene implements AutoCloseable {
  static final String KEY = "under_test";
  static final String TOPIC = "contract";
  static final long LIMIT_MILLIS = 120_000;

  private final ConnectorFixture fixture;
  private final TestServer server;
  private final TestTopic topic;
  private final RuntimeFolder folder;
  private FolderRuntime runtime;

  RuntimeScene(ConnectorFixture fixture, int partitions) {
    this.fixture = fixture;
    this.server = TestServer.start(fixture.folder.resolve("server"));
    this.topic = TestTopic.create(server.address(), TOPIC, partitions);
    this.folder = RuntimeFolder.create(fixture.folder.resolve("runtime"), server.address());
  }

  /** The keys of {@code [[streams]]} that every connector has. */
  final Map<String, Object> streamKeys() {
    Map<String, Object> keys = new HashMap<>(fixture.streamConfig());
    keys.put("stream", TOPIC);
    keys.put("schema", fixture.schema().configName());
    return keys;
  }

  /** The keys of the connector itself. */
  final Map<String, Object> connectorKeys() {
    Map<String, Object> keys = new HashMap<>(fixture.connectorConfig());
    // An outage in a test is over soon: the default would wait for up to half a minute.
    keys.put("errors", Map.of("max_backoff", "500ms"));
    return keys;
  }

  final RuntimeFolder folder() {
    return folder;
  }

  final TestServer server() {
    return server;
  }

  final TestTopic topic() {
    return topic;
  }

  /** Starts a runtime in this JVM. */
  final void startRuntime() {
    runtime = FolderRuntime.launch(folder);
  }

  /** Has it finish what it has begun, and end. */
  final void stopRuntime() {
    runtime.close();
    runtime = null;
  }

  /** The runtime in this JVM. */
  final FolderRuntime runtime() {
    return runtime;
  }

  /** A runtime in a process of its own, not started. */
  final RuntimeProcess newProcess(String name, Path standardOutput) {
    return RuntimeProcess.on(folder, name, standardOutput);
  }

  /** Fails when a process of a runtime has shown a secret. */
  final void assertNoSecretsShown() {
    SecretWatch.assertNoneIn(RuntimeProcess.logs(folder), fixture.secrets());
  }

  @Override
  public final void close() {
    if (runtime != null) {
      stopRuntime();
    }
    topic.close();
    server.close();
  }
}
