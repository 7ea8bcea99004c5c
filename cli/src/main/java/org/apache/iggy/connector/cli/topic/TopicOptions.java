// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.topic;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.iggy.connector.cli.CommandFailedException;
import org.apache.iggy.connector.cli.WorkDirectory;
import org.apache.iggy.connector.client.ConnectionOptions;
import picocli.CommandLine.Option;

/** The options that name a topic of a real server and say how to log in there. */
public final class TopicOptions extends ServerOptions {
  private static final int CONNECT_TIMEOUT_MILLIS = 10_000;

  @Option(
      names = "--stream",
      paramLabel = "NAME",
      order = 20,
      description = "The stream on that server.")
  private String stream;

  @Option(
      names = "--topic",
      paramLabel = "NAME",
      order = 21,
      description = "The topic in that stream.")
  private String topic;

  /** Whether a real server is asked for. */
  public boolean isGiven() {
    if (!hasAddress() && (stream != null || topic != null)) {
      throw new CommandFailedException("--stream and --topic belong to --iggy HOST:PORT");
    }
    return hasAddress();
  }

  /** The topic, for who only reads it from here. */
  public IggyTopic topic() {
    return topic(Map.of());
  }

  /** The topic; secrets that the plugin needs are written to files in the work directory. */
  public IggyTopic topic(WorkDirectory workDirectory) {
    requireTopic();
    Map<String, String> keys = new LinkedHashMap<>(tlsKeys());
    String name = usesToken() ? "token" : "password";
    if (!usesToken()) {
      keys.put("username", username());
    }
    keys.put(name + ".file", workDirectory.write(name, secret()).toString());
    return topic(keys);
  }

  private IggyTopic topic(Map<String, String> pluginAccess) {
    requireTopic();
    ConnectionOptions connection =
        ConnectionOptions.builder(address())
            .credentials(credentials())
            .tls(tlsOptions())
            .connectTimeoutMillis(CONNECT_TIMEOUT_MILLIS)
            .build();
    return new IggyTopic(connection, stream, topic, pluginAccess, clusterKeys());
  }

  private void requireTopic() {
    if (!hasAddress()) {
      throw new CommandFailedException("--iggy HOST[:PORT] is missing");
    }
    if (stream == null || topic == null) {
      throw new CommandFailedException("--iggy also needs --stream NAME and --topic NAME");
    }
  }
}
