// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.benchmarks.connect;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.apache.iggy.connector.benchmarks.comparison.ComparisonTable;
import org.apache.iggy.connector.benchmarks.comparison.InterleavedRounds;
import org.apache.iggy.connector.benchmarks.comparison.Round;
import org.apache.iggy.connector.benchmarks.comparison.Series;
import org.apache.iggy.connector.benchmarks.server.BenchmarkTopic;
import org.apache.iggy.connector.benchmarks.server.ServerOptions;
import org.apache.iggy.connector.connect.postgres.embedded.PostgresServer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Compares runtimes that move one topic of one partition into a sink, in interleaved rounds: each
 * in a process of its own, on the same configuration folder, in a consumer group that starts anew.
 */
@Command(
    name = "connect-comparison",
    mixinStandardHelpOptions = true,
    description = "Compares our connectors runtime with the Rust one.")
public final class ConnectComparison implements Callable<Integer> {
  private enum Sink {
    STDOUT,
    POSTGRES
  }

  private static final String OURS = "this runtime";
  private static final String RUST = "Rust runtime";
  private static final String COPY = "bare COPY";
  private static final String TABLE = "measured";
  private static final String ADD_FIELDS =
      """
      [transforms.add_fields]
      enabled = true

      [[transforms.add_fields.fields]]
      key = "note"
      value.static = "hello"
      """;

  @Mixin private ServerOptions server;
  @Mixin private InterleavedRounds rounds;

  @Option(
      names = "--runtime",
      defaultValue = "./iggy-connect",
      description = "Our launcher, default ${DEFAULT-VALUE}.")
  private Path launcher;

  @Option(
      names = "--rust-runtime",
      paramLabel = "FOLDER",
      description = "Folder of the Rust runtime and its plugins; without it only ours runs.")
  private Path rust;

  @Option(names = "--sink", defaultValue = "STDOUT", description = "${COMPLETION-CANDIDATES}.")
  private Sink sink;

  @Option(
      names = "--postgres",
      paramLabel = "postgresql://USER:PASSWORD@HOST/DATABASE",
      description = "For that sink; without it an embedded one is started, with fsync.")
  private String postgres;

  @Option(names = "--add-fields", description = "With a transform that adds a field.")
  private boolean addFields;

  @Option(names = "--payload-bytes", defaultValue = "150", description = "Of JSON a message.")
  private int payloadBytes;

  @Option(names = "--messages", defaultValue = "30000000", description = "In the topic.")
  private int messages;

  @Option(names = "--batch-length", defaultValue = "1000", description = "Messages of a batch.")
  private int batchLength;

  @Option(names = "--settle-seconds", defaultValue = "10", description = "Before the measurement.")
  private int settleSeconds;

  @Option(names = "--seconds", defaultValue = "30", description = "Measured a round.")
  private int seconds;

  @Spec private CommandSpec spec;

  /** Runs it. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new ConnectComparison()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    List<String> contestants = contestants();
    if (sink == Sink.POSTGRES && postgres == null) {
      try (PostgresServer started = PostgresServer.launch("fsync=on", "max_wal_size=4GB")) {
        postgres = started.url();
        compare(out, contestants);
      }
    } else {
      compare(out, contestants);
    }
    return CommandLine.ExitCode.OK;
  }

  private void compare(PrintWriter out, List<String> contestants) throws Exception {
    try (ServerOptions running = server.start();
        BenchmarkTopic topic =
            BenchmarkTopic.create(
                running, 1, messages, i -> BenchmarkTopic.payload(i, payloadBytes))) {
      List<Series> series =
          rounds.run(contestants, contestant -> turn(topic, contestants.get(contestant)));
      ComparisonTable table = new ComparisonTable(series);
      for (int i = 1; i < contestants.size(); i++) {
        table.comparedWith(contestants.get(i), series.get(i));
      }
      table.printHeader("sink", out);
      table.print(title(), out);
    }
  }

  private List<String> contestants() {
    List<String> contestants = new ArrayList<>(List.of(OURS));
    if (rust != null) {
      contestants.add(RUST);
    }
    if (sink == Sink.POSTGRES) {
      contestants.add(COPY);
    }
    return contestants;
  }

  private String title() {
    return sink.name().toLowerCase(Locale.ROOT)
        + ", "
        + payloadBytes
        + " B"
        + (addFields ? ", add_fields" : "");
  }

  private Round turn(BenchmarkTopic topic, String contestant) throws Exception {
    if (contestant.equals(COPY)) {
      try (BareCopy copy = new BareCopy(connect(), TABLE + "_ours")) {
        copy.run(TimeUnit.SECONDS.toNanos(settleSeconds));
        return copy.run(TimeUnit.SECONDS.toNanos(seconds));
      }
    }
    boolean ours = contestant.equals(OURS);
    String group = "group-" + UUID.randomUUID();
    String table = TABLE + (ours ? "_ours" : "_rust");
    if (sink == Sink.POSTGRES) {
      execute("DROP TABLE IF EXISTS " + table);
    }
    String plugin = "libiggy_connector_" + sink.name().toLowerCase(Locale.ROOT) + "_sink";
    String path = ours ? plugin : rust.resolve(plugin).toString();
    try (SinkFolder folder =
            SinkFolder.write(
                topic, group, path, batchLength, settings(table), addFields ? ADD_FIELDS : "");
        GroupProgress progress = new GroupProgress(topic, group);
        RuntimeProcess runtime = RuntimeProcess.start(command(ours, folder), folder.folder())) {
      return measure(runtime, progress);
    }
  }

  private List<String> command(boolean ours, SinkFolder folder) {
    return ours
        ? List.of(
            launcher.toAbsolutePath().toString(),
            "run",
            folder.folder().resolve("config.toml").toString())
        : List.of(rust.resolve("iggy-connectors").toString());
  }

  private String settings(String table) {
    if (sink == Sink.STDOUT) {
      return "print_payload = false";
    }
    return """
        connection_string = "%s"
        target_table = "%s"
        batch_size = %d
        auto_create_table = true
        payload_format = "bytea"
        """
        .formatted(postgres, table, batchLength);
  }

  private Round measure(RuntimeProcess runtime, GroupProgress progress) throws Exception {
    awaitMessages(runtime, progress);
    TimeUnit.SECONDS.sleep(settleSeconds);
    long startMessages = progress.messages();
    long startNanos = System.nanoTime();
    long startCpuNanos = runtime.cpuNanos();
    TimeUnit.SECONDS.sleep(seconds);
    long moved = progress.messages() - startMessages;
    long wallNanos = System.nanoTime() - startNanos;
    long cpuNanos = runtime.cpuNanos() - startCpuNanos;
    runtime.requireAlive();
    if (startMessages + moved >= messages) {
      throw new IOException(
          "the topic was read to its end: give it more than " + messages + " --messages");
    }
    return new Round(moved, wallNanos, cpuNanos);
  }

  private static void awaitMessages(RuntimeProcess runtime, GroupProgress progress)
      throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (progress.messages() == 0) {
      runtime.requireAlive();
      if (System.nanoTime() > deadline) {
        throw new IOException("no message was consumed within a minute");
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private Connection connect() throws SQLException {
    URI uri = URI.create(postgres);
    String[] login = uri.getUserInfo().split(":", 2);
    String url = "jdbc:postgresql://" + uri.getAuthority().replaceFirst(".*@", "") + uri.getPath();
    return DriverManager.getConnection(url, login[0], login[1]);
  }
}
