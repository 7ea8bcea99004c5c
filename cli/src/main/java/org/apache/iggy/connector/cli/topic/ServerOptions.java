// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.topic;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.iggy.connector.cli.CommandFailedException;
import org.apache.iggy.connector.client.Credentials;
import org.apache.iggy.connector.client.IggyAddress;
import org.apache.iggy.connector.client.TlsOptions;
import picocli.CommandLine.Option;

/** The options that name a real server and say how to log in there and to trust it. */
public class ServerOptions {
  private static final String DEFAULT_LOGIN = "iggy";

  @Option(
      names = "--iggy",
      paramLabel = "HOST[:PORT]",
      order = 10,
      description =
          "A real Iggy server to read from. Nothing is written to it. Default port: 8090.")
  private String address;

  @Option(
      names = {"--username", "--user"},
      paramLabel = "NAME",
      order = 30,
      description = "User to log in as. Default: iggy.")
  private String username;

  @Option(
      names = "--password",
      paramLabel = "SECRET",
      arity = "0..1",
      interactive = true,
      echo = false,
      order = 31,
      description = "Password; asked for when given without a value. Default: iggy.")
  private char[] password;

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      order = 32,
      description = "File with the password on its first line.")
  private Path passwordFile;

  @Option(
      names = "--password-env",
      paramLabel = "VARIABLE",
      order = 33,
      description = "Environment variable with the password.")
  private String passwordVariable;

  @Option(
      names = "--token",
      paramLabel = "SECRET",
      arity = "0..1",
      interactive = true,
      echo = false,
      order = 34,
      description = "Personal access token instead of name and password.")
  private char[] token;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      order = 35,
      description = "File with the token on its first line.")
  private Path tokenFile;

  @Option(
      names = "--token-env",
      paramLabel = "VARIABLE",
      order = 36,
      description = "Environment variable with the token.")
  private String tokenVariable;

  @Option(names = "--tls", order = 40, description = "Connect over TLS.")
  private boolean tls;

  @Option(
      names = "--tls-ca",
      paramLabel = "FILE",
      order = 41,
      description =
          "PEM file of the authority that signed the server's certificate; implies --tls.")
  private Path tlsCa;

  @Option(
      names = "--tls-cert",
      paramLabel = "FILE",
      order = 42,
      description = "PEM file of a client certificate; implies --tls.")
  private Path tlsCertificate;

  @Option(
      names = "--tls-key",
      paramLabel = "FILE",
      order = 43,
      description = "PEM file of the client certificate's key.")
  private Path tlsKey;

  @Option(
      names = "--tls-skip-hostname",
      order = 44,
      description = "Accept a certificate for another host name; implies --tls.")
  private boolean tlsSkipHostname;

  ServerOptions() {}

  /** Whether a server is named. */
  final boolean hasAddress() {
    return address != null;
  }

  final IggyAddress address() {
    try {
      return IggyAddress.parse(address);
    } catch (IllegalArgumentException e) {
      throw new CommandFailedException("--iggy " + address + ": " + e.getMessage(), e);
    }
  }

  /** Whether to log in by a token rather than a password. */
  final boolean usesToken() {
    return tokenOption().isGiven();
  }

  final SecretOption tokenOption() {
    return new SecretOption("token", token, tokenFile, tokenVariable);
  }

  final SecretOption passwordOption() {
    return new SecretOption("password", password, passwordFile, passwordVariable);
  }

  final String username() {
    return username == null ? DEFAULT_LOGIN : username;
  }

  /** The secret of whichever way is chosen. */
  final String secret() {
    return usesToken()
        ? tokenOption().read().orElseThrow()
        : passwordOption().read().orElse(DEFAULT_LOGIN);
  }

  final Credentials credentials() {
    return usesToken() ? Credentials.token(secret()) : Credentials.password(username(), secret());
  }

  /** Login and TLS as keys of the plugin, for a Pinot cluster, without any secret. */
  final Map<String, String> clusterKeys() {
    Map<String, String> keys = new LinkedHashMap<>(tlsKeys());
    Map.Entry<String, String> secret =
        usesToken() ? tokenOption().clusterKey() : passwordOption().clusterKey();
    if (!usesToken()) {
      keys.put("username", username());
    }
    keys.put(secret.getKey(), secret.getValue());
    return keys;
  }

  final Map<String, String> tlsKeys() {
    Map<String, String> keys = new LinkedHashMap<>();
    if (isTls()) {
      keys.put("enable.tls", "true");
    }
    putPath(keys, "tls.ca.file", tlsCa);
    putPath(keys, "tls.certificate.file", tlsCertificate);
    putPath(keys, "tls.key.file", tlsKey);
    if (tlsSkipHostname) {
      keys.put("tls.verify.hostname", "false");
    }
    return keys;
  }

  private static void putPath(Map<String, String> keys, String key, Path path) {
    if (path != null) {
      keys.put(key, path.toAbsolutePath().toString());
    }
  }

  /** Null without TLS. */
  final TlsOptions tlsOptions() {
    if (!isTls()) {
      return null;
    }
    if ((tlsCertificate == null) != (tlsKey == null)) {
      throw new CommandFailedException("--tls-cert and --tls-key need each other");
    }
    TlsOptions.Builder options = TlsOptions.builder().hostNameVerified(!tlsSkipHostname);
    if (tlsCa != null) {
      options.caFile(tlsCa);
    }
    if (tlsCertificate != null) {
      options.clientCertificate(tlsCertificate, tlsKey);
    }
    return options.build();
  }

  private boolean isTls() {
    return tls || tlsCa != null || tlsCertificate != null || tlsKey != null || tlsSkipHostname;
  }
}
