// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A real PostgreSQL in a process of its own, on a free port of the loopback interface, which can be
 * stopped, killed and frozen and comes back on the same port with the same data. Its superuser is
 * {@code postgres} with password {@code secret} (SCRAM); its database is {@code postgres}.
 *
 * <p>PostgreSQL refuses to run as root: for root it runs as {@code nobody}, with its data in a
 * folder of its own under the machine's folder for temporary files. It writes without waiting for
 * the disk ({@code fsync=off}), which loses nothing when only processes are killed; give {@code
 * fsync=on} where time is measured.
 *
 * <p>Every call returns when it is done: a started server answers queries, a stopped one is gone.
 * One thread starts and ends it; connections are anybody's.
 */
public final class PostgresServer implements AutoCloseable {
  /** The superuser's name. */
  public static final String USER = "postgres";

  /** The superuser's password. */
  public static final String PASSWORD = "secret";

  private static final String DATABASE = "postgres";

  static final Set<PosixFilePermission> READABLE_BY_ALL =
      PosixFilePermissions.fromString("rwxr-xr-x");

  private static final boolean IS_ROOT = "root".equals(System.getProperty("user.name"));
  private static final List<String> AS_NOBODY =
      List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");
  private static final long LIMIT_SECONDS = 60;
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final Path folder;
  private final List<String> settings;
  private final int port = LoopbackPort.next();
  private final Thread atExit = new Thread(this::discard, "postgres-at-exit");
  private ServerProcess process;

  private PostgresServer(Path folder, List<String> settings) {
    this.folder = folder;
    this.settings = settings;
  }

  /**
   * Starts a new one on empty data.
   *
   * @param settings of {@code postgresql.conf}, such as {@code wal_level=logical}
   */
  public static PostgresServer launch(String... settings) {
    PostgresServer server = new PostgresServer(newFolder(), List.of(settings));
    Runtime.getRuntime().addShutdownHook(server.atExit);
    server.initialise();
    server.start();
    return server;
  }

  private static Path newFolder() {
    try {
      Path folder = Files.createTempDirectory("iggy-postgres-data-");
      if (IS_ROOT) {
        Files.setPosixFilePermissions(folder, READABLE_BY_ALL);
        Path log = folder.resolveSibling(folder.getFileName() + ".log");
        Commands.run(List.of("chown", "65534:65534", folder.toString()), log, LIMIT_SECONDS);
        Files.deleteIfExists(log);
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void initialise() {
    try {
      Path password = Files.writeString(folder.resolve("password"), PASSWORD);
      Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-r--r--"));
      Commands.run(
          program(
              "initdb",
              "--auth=scram-sha-256",
              "--username=" + USER,
              "--pwfile=" + password,
              "--encoding=UTF8",
              "--locale=C",
              "--no-sync",
              "--pgdata=" + data()),
          log(),
          LIMIT_SECONDS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts it on the data it had. */
  public void start() {
    List<String> command = program("postgres", "-D", data().toString());
    List<String> all = new ArrayList<>();
    Collections.addAll(
        all,
        "port=" + port,
        "listen_addresses=127.0.0.1",
        "unix_socket_directories=",
        "fsync=off",
        "max_connections=60");
    all.addAll(settings);
    all.forEach(setting -> Collections.addAll(command, "-c", setting));
    try {
      process = ServerProcess.start(command, log());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    awaitReady();
  }

  private static List<String> program(String name, String... arguments) {
    List<String> command = new ArrayList<>();
    if (IS_ROOT) {
      command.addAll(AS_NOBODY);
    }
    command.add(PostgresBinaries.home().resolve("bin").resolve(name).toString());
    Collections.addAll(command, arguments);
    return command;
  }

  private void awaitReady() {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (true) {
      try {
        connect().close();
        return;
      } catch (SQLException e) {
        if (!process.isAlive() || System.nanoTime() > end) {
          throw new IllegalStateException("PostgreSQL does not start, see " + log(), e);
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  /** Whether its process runs. */
  public boolean isRunning() {
    return process.isAlive();
  }

  /** Ends it as an operator would: connections are cut, what was committed is written down. */
  public void stop() {
    Commands.run(
        program("pg_ctl", "stop", "--mode=fast", "--pgdata=" + data()), log(), LIMIT_SECONDS);
    process.awaitEnd();
  }

  /** Kills it and its backends: {@code kill -9}. */
  public void kill() {
    process.kill();
  }

  /** {@link #stop} and {@link #start}. */
  public void restart() {
    stop();
    start();
  }

  /** Freezes it: connections stay, and get no answer ({@code SIGSTOP}). */
  public void freeze() {
    process.signal("STOP");
  }

  /** Lets it go on ({@code SIGCONT}). */
  public void thaw() {
    process.signal("CONT");
  }

  /** Where it listens, on 127.0.0.1, also while it does not run. */
  public int port() {
    return port;
  }

  /** As connectors are configured: {@code postgresql://postgres:secret@127.0.0.1:PORT/postgres}. */
  public String url() {
    return url(DATABASE);
  }

  /** The same of another database. */
  public String url(String database) {
    return "postgresql://%s:%s@127.0.0.1:%d/%s".formatted(USER, PASSWORD, port, database);
  }

  /** As JDBC has it, without user and password. */
  public String jdbcUrl() {
    return jdbcUrl(DATABASE);
  }

  private String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
  }

  /** A new connection of the superuser. */
  public Connection connect() throws SQLException {
    return connect(DATABASE);
  }

  private Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(jdbcUrl(database), USER, PASSWORD);
  }

  /** Runs statements as the superuser, each committed by itself. */
  public void execute(String... statements) {
    executeIn(DATABASE, statements);
  }

  /** The same in another database. */
  public void executeIn(String database, String... statements) {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  /** The rows a query gives, each value as JDBC's {@code getObject} has it. */
  public List<List<Object>> query(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<List<Object>> rows = new ArrayList<>();
      while (result.next()) {
        List<Object> row = new ArrayList<>();
        for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
          row.add(result.getObject(column));
        }
        rows.add(row);
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  /** The number that a query of one row and column gives. */
  public long count(String sql) {
    return ((Number) query(sql).get(0).get(0)).longValue();
  }

  private Path data() {
    return folder.resolve("data");
  }

  private Path log() {
    return folder.resolve("postgres.log");
  }

  /** What it and its programs have written so far. */
  public String logText() {
    try {
      return Files.readString(log());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void discard() {
    if (process != null) {
      process.kill();
    }
    try {
      PostgresBinaries.deleteRecursively(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Kills it for good, and deletes its data. */
  @Override
  public void close() {
    discard();
    Runtime.getRuntime().removeShutdownHook(atExit);
  }
}
