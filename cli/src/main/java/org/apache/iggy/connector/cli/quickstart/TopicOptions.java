// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.iggy.connector.cli.CommandFailedException;
import org.apache.iggy.connector.cli.WorkDirectory;
import org.apache.iggy.connector.cli.topic.IggyTopic;
import org.apache.iggy.connector.client.ConnectionOptions;
import org.apache.iggy.connector.client.Credentials;
import org.apache.iggy.connector.client.IggyAddress;
import org.apache.iggy.connector.client.TlsOptions;
import picocli.CommandLine.Option;

/** The options that name a topic of a real server and say how to log in there. */
final class TopicOptions {
  private static final int CONNECT_TIMEOUT_MILLIS = 10_000;
  private static final String DEFAULT_LOGIN = "iggy";

  @Option(
      names = "--iggy",
      paramLabel = "HOST[:PORT]",
      description =
          "A real Iggy server to read from. Nothing is written to it. Default port: 8090.")
  private String address;

  @Option(names = "--stream", paramLabel = "NAME", description = "The stream on that server.")
  private String stream;

  @Option(names = "--topic", paramLabel = "NAME", description = "The topic in that stream.")
  private String topic;

  @Option(
      names = "--username",
      paramLabel = "NAME",
      description = "User to log in as. Default: iggy.")
  private String username;

  @Option(
      names = "--password",
      paramLabel = "SECRET",
      arity = "0..1",
      interactive = true,
      echo = false,
      description = "Password; asked for when given without a value. Default: iggy.")
  private char[] password;

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "File with the password on its first line.")
  private Path passwordFile;

  @Option(
      names = "--token",
      paramLabel = "SECRET",
      arity = "0..1",
      interactive = true,
      echo = false,
      description = "Personal access token instead of name and password.")
  private char[] token;

  @Option(names = "--tls", description = "Connect over TLS.")
  private boolean tls;

  @Option(
      names = "--tls-ca",
      paramLabel = "FILE",
      description =
          "PEM file of the authority that signed the server's certificate; implies --tls.")
  private Path tlsCa;

  @Option(
      names = "--tls-skip-hostname",
      description = "Accept a certificate for another host name; implies --tls.")
  private boolean tlsSkipHostname;

  /** Whether a real server is asked for. */
  boolean isGiven() {
    if (address == null && (stream != null || topic != null)) {
      throw new CommandFailedException("--stream and --topic belong to --iggy HOST:PORT");
    }
    return address != null;
  }

  /** The topic; secrets that the plugin needs are written to files in the work directory. */
  IggyTopic topic(WorkDirectory workDirectory) {
    if (stream == null || topic == null) {
      throw new CommandFailedException("--iggy also needs --stream NAME and --topic NAME");
    }
    Map<String, String> pluginAccess = new LinkedHashMap<>(tlsKeys());
    Map<String, String> clusterAccess = new LinkedHashMap<>(tlsKeys());
    Credentials credentials = login(workDirectory, pluginAccess, clusterAccess);
    ConnectionOptions connection =
        ConnectionOptions.builder(parseAddress())
            .credentials(credentials)
            .tls(tlsOptions())
            .connectTimeoutMillis(CONNECT_TIMEOUT_MILLIS)
            .build();
    return new IggyTopic(connection, stream, topic, pluginAccess, clusterAccess);
  }

  private IggyAddress parseAddress() {
    try {
      return IggyAddress.parse(address);
    } catch (IllegalArgumentException e) {
      throw new CommandFailedException("--iggy " + address + ": " + e.getMessage(), e);
    }
  }

  private Credentials login(
      WorkDirectory workDirectory,
      Map<String, String> pluginAccess,
      Map<String, String> clusterAccess) {
    if (token != null) {
      String secret = new String(token);
      pluginAccess.put("token.file", workDirectory.write("token", secret).toString());
      clusterAccess.put("token.env", "IGGY_TOKEN");
      return Credentials.token(secret);
    }
    String name = username == null ? DEFAULT_LOGIN : username;
    String secret = readPassword();
    pluginAccess.put("username", name);
    pluginAccess.put("password.file", workDirectory.write("password", secret).toString());
    clusterAccess.put("username", name);
    clusterAccess.put("password.env", "IGGY_PASSWORD");
    return Credentials.password(name, secret);
  }

  private String readPassword() {
    if (password != null && passwordFile != null) {
      throw new CommandFailedException("give either --password or --password-file");
    }
    if (passwordFile == null) {
      return password == null ? DEFAULT_LOGIN : new String(password);
    }
    try {
      return Files.readString(passwordFile).lines().findFirst().orElse("").strip();
    } catch (IOException e) {
      throw new CommandFailedException(
          "--password-file " + passwordFile + " cannot be read: " + e.getMessage(), e);
    }
  }

  private Map<String, String> tlsKeys() {
    Map<String, String> keys = new LinkedHashMap<>();
    if (isTls()) {
      keys.put("enable.tls", "true");
    }
    if (tlsCa != null) {
      keys.put("tls.ca.file", tlsCa.toAbsolutePath().toString());
    }
    if (tlsSkipHostname) {
      keys.put("tls.verify.hostname", "false");
    }
    return keys;
  }

  private TlsOptions tlsOptions() {
    if (!isTls()) {
      return null;
    }
    TlsOptions.Builder options = TlsOptions.builder().hostNameVerified(!tlsSkipHostname);
    if (tlsCa != null) {
      options.caFile(tlsCa);
    }
    return options.build();
  }

  private boolean isTls() {
    return tls || tlsCa != null || tlsSkipHostname;
  }
}
