// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.config;

import java.util.List;
import org.apache.iggy.connector.connect.api.config.Config;
import org.apache.iggy.connector.connect.api.config.ConfigKey;
import org.apache.iggy.connector.connect.api.config.ConfigSpec;

/**
 * The section {@code [iggy]}: the server, and as whom the runtime works with it.
 *
 * @param address host and port, such as {@code localhost:8090}
 * @param username the user's name, for who logs in with a password
 * @param password the user's password
 * @param token a personal access token, already read from its file; when there is one, it is used
 *     in place of the password; empty for none
 * @param protocol {@code auto}, {@code legacy}, {@code legacy-0.6} or {@code vsr}
 * @param tls how the connection is encrypted
 */
public record IggySettings(
    String address, String username, String password, String token, String protocol, Tls tls) {
  private static final List<String> PROTOCOLS = List.of("auto", "legacy", "legacy-0.6", "vsr");

  private static final ConfigKey<String> ADDRESS =
      Keys.text("address", "localhost:8090", "Host and port of the Iggy server's TCP transport.")
          .checked("must be a host and a port such as localhost:8090", HostPort::isValid);
  private static final ConfigKey<String> USERNAME =
      Keys.text("username", "iggy", "Who logs in, unless a token is given.");
  private static final ConfigKey<String> PASSWORD =
      Keys.text("password", "iggy", "The user's password.").secret();
  static final ConfigKey<String> TOKEN =
      Keys.text(
              "token",
              "",
              "A personal access token, used in place of name and password; `file:PATH` reads it"
                  + " from a file.")
          .secret();
  private static final ConfigKey<String> PROTOCOL =
      Keys.text(
              "protocol",
              "auto",
              "Which protocol the server speaks: `legacy` is that of Iggy 0.7 and 0.8, `legacy-0.6`"
                  + " that of 0.6, `vsr` that of 0.9; `auto` asks the server.")
          .checked("must be one of " + String.join(", ", PROTOCOLS), PROTOCOLS::contains);
  private static final ConfigKey<Config> TLS =
      Keys.section("tls", Tls.SPEC, "How the connection to the server is encrypted.");

  static final ConfigSpec SPEC = ConfigSpec.of(ADDRESS, USERNAME, PASSWORD, TOKEN, PROTOCOL, TLS);

  static IggySettings of(Config config) {
    return new IggySettings(
        config.get(ADDRESS),
        config.get(USERNAME),
        config.get(PASSWORD),
        config.get(TOKEN),
        config.get(PROTOCOL),
        Keys.read(config, TLS, Tls::of));
  }

  /** Everything but password and token. */
  @Override
  public String toString() {
    return "IggySettings[address=%s, username=%s, password=%s, token=%s, protocol=%s, tls=%s]"
        .formatted(
            address, username, Redaction.mask(password), Redaction.mask(token), protocol, tls);
  }

  /**
   * How the connection to the server is encrypted.
   *
   * @param enabled whether it is
   * @param caFile PEM file with the certificates that are trusted; empty for those of the JVM
   * @param domain the name that the server's certificate has to carry; empty for the address's host
   */
  public record Tls(boolean enabled, String caFile, String domain) {
    private static final ConfigKey<Boolean> ENABLED =
        Keys.flag("enabled", false, "Whether the connection is encrypted.");
    private static final ConfigKey<String> CA_FILE =
        Keys.text(
            "ca_file", "", "PEM file with the certificates to trust; without it those of the JVM.");
    private static final ConfigKey<String> DOMAIN =
        Keys.text(
            "domain",
            "",
            "The name in the server's certificate; without it the host of the address.");

    static final ConfigSpec SPEC = ConfigSpec.of(ENABLED, CA_FILE, DOMAIN);

    static Tls of(Config config) {
      return new Tls(config.get(ENABLED), config.get(CA_FILE), config.get(DOMAIN));
    }
  }
}
