// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.Driver;

/**
 * Where a database is and how to log in there, as users write it: the URL of libpq, {@code
 * postgresql://user:password@host:5432/database?sslmode=require} (also {@code postgres://}), or the
 * one of JDBC, {@code jdbc:postgresql://host/database?user=...&password=...}. Immutable.
 *
 * <p>Settings of libpq that the JDBC driver knows under other names are translated; all others are
 * handed to the driver as they are.
 */
public final class ConnectionString {
  private static final Pattern URL =
      Pattern.compile("postgres(?:ql)?://(?:([^/?#@]*)@)?([^/?#@]*)(?:/([^?#]*))?(?:\\?([^#]*))?");

  private static final Map<String, String> DRIVER_NAMES =
      Map.ofEntries(
          Map.entry("application_name", "ApplicationName"),
          Map.entry("connect_timeout", "connectTimeout"),
          Map.entry("ssl-mode", "sslmode"),
          Map.entry("ssl-root-cert", "sslrootcert"),
          Map.entry("ssl-ca", "sslrootcert"),
          Map.entry("ssl-cert", "sslcert"),
          Map.entry("ssl-key", "sslkey"),
          Map.entry("target_session_attrs", "targetServerType"));

  private static final Map<String, String> SERVER_TYPES =
      Map.of(
          "any", "any",
          "read-write", "primary",
          "primary", "primary",
          "read-only", "secondary",
          "standby", "secondary",
          "prefer-standby", "preferSecondary");

  /** What a connection string must be, to go on behind the name of a key. */
  public static final String RULE =
      "must be like postgresql://user:password@host:5432/database or"
          + " jdbc:postgresql://host:5432/database?user=user&password=password,"
          + " with the characters :/?#@% of a password percent-encoded";

  private final String jdbcUrl;

  private ConnectionString(String jdbcUrl) {
    this.jdbcUrl = jdbcUrl;
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException when it has neither form; the message does not repeat it,
   *     since it may hold a password
   */
  public static ConnectionString parse(String text) {
    String jdbcUrl = toJdbcUrl(text.strip());
    if (jdbcUrl == null || Driver.parseURL(jdbcUrl, new Properties()) == null) {
      throw new IllegalArgumentException(RULE);
    }
    return new ConnectionString(jdbcUrl);
  }

  private static String toJdbcUrl(String text) {
    if (text.startsWith("jdbc:")) {
      return text;
    }
    Matcher url = URL.matcher(text);
    return url.matches() ? toJdbcUrl(url) : null;
  }

  private static String toJdbcUrl(Matcher url) {
    Map<String, String> settings = new LinkedHashMap<>();
    if (url.group(1) != null) {
      String[] login = url.group(1).split(":", 2);
      settings.put("user", decode(login[0]));
      if (login.length == 2) {
        settings.put("password", decode(login[1]));
      }
    }
    settings.putAll(settings(url.group(4)));
    String hosts = settings.containsKey("host") ? settings.remove("host") : url.group(2);
    String port = settings.remove("port");
    String database = url.group(3) == null ? "" : decode(url.group(3));
    String named = settings.remove("dbname");
    return "jdbc:postgresql://"
        + (hosts.isEmpty() ? "localhost" : hosts)
        + (port == null || hosts.contains(":") ? "" : ":" + port)
        + "/"
        + encode(named == null ? databaseOf(database, settings) : named)
        + query(settings);
  }

  /** Without a database, that of the user's name is meant, as everywhere. */
  private static String databaseOf(String database, Map<String, String> settings) {
    return database.isEmpty() ? settings.getOrDefault("user", "postgres") : database;
  }

  private static Map<String, String> settings(String query) {
    Map<String, String> settings = new LinkedHashMap<>();
    if (query == null || query.isEmpty()) {
      return settings;
    }
    for (String setting : query.split("&", -1)) {
      String[] parts = setting.split("=", 2);
      String name = decode(parts[0]);
      String value = parts.length == 2 ? decode(parts[1]) : "";
      if (name.equals("target_session_attrs")) {
        value = SERVER_TYPES.getOrDefault(value, value);
      }
      settings.put(DRIVER_NAMES.getOrDefault(name, name), value);
    }
    return settings;
  }

  private static String query(Map<String, String> settings) {
    StringBuilder query = new StringBuilder();
    settings.forEach(
        (name, value) ->
            query
                .append(query.isEmpty() ? '?' : '&')
                .append(encode(name))
                .append('=')
                .append(encode(value)));
    return query.toString();
  }

  /** A plus sign is itself here. */
  private static String decode(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      // Its message repeats the text; a cause would, too.
      throw new IllegalArgumentException(RULE);
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** What the JDBC driver takes; holds the password. */
  public String jdbcUrl() {
    return jdbcUrl;
  }

  /**
   * What the URL says, under the driver's names, with {@code PGHOST}, {@code PGPORT} and {@code
   * PGDBNAME}; hosts and ports of several servers are between commas. Holds the password.
   */
  public Properties properties() {
    return Driver.parseURL(jdbcUrl, new Properties());
  }

  /** The servers and the database, without login and settings. */
  @Override
  public String toString() {
    Properties parts = properties();
    return "PostgreSQL at "
        + parts.getProperty("PGHOST")
        + " port "
        + parts.getProperty("PGPORT")
        + ", database "
        + parts.getProperty("PGDBNAME");
  }
}
