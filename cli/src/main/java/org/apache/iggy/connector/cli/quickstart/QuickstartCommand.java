// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.quickstart;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.iggy.connector.cli.CommandFailedException;
import org.apache.iggy.connector.cli.LocalPort;
import org.apache.iggy.connector.cli.ResourceStack;
import org.apache.iggy.connector.cli.StopSignal;
import org.apache.iggy.connector.cli.file.EventFile;
import org.apache.iggy.connector.cli.schema.TableName;
import org.apache.iggy.connector.cli.terminal.Terminal;
import org.apache.iggy.connector.cli.topic.TopicOptions;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes an Iggy topic a SQL table and opens the console on it. */
@Command(
    name = "quickstart",
    description = {
      "Makes an Iggy topic a SQL table in a real Pinot engine, and serves a web console to query it.",
      "Without options it starts an Iggy server and fills a topic with generated user events."
          + " Everything runs in this process and is gone when it stops.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  iggy-connect quickstart",
      "  iggy-connect quickstart --file events.json.gz --time-column created_at",
      "  iggy-connect quickstart --iggy iggy.example.com:8090 --stream shop --topic orders --tls"
    })
public final class QuickstartCommand implements Callable<Integer> {
  private static final int USUAL_CONSOLE_PORT = 8095;
  private static final int USUAL_IGGY_PORT = 8090;
  private static final int MAX_PARTITIONS = 100;
  private static final int MAX_RATE = 1_000_000;

  @Spec private CommandSpec spec;

  @ArgGroup(
      heading = "%nEvents of a file, instead of generated ones:%n",
      exclusive = false,
      order = 1)
  private FileOptions fileOptions = new FileOptions();

  @ArgGroup(
      heading = "%nA topic of a real server, instead of an embedded one:%n",
      exclusive = false,
      order = 2)
  private TopicOptions topicOptions = new TopicOptions();

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "3000",
      description = "Generated events a second. Default: ${DEFAULT-VALUE}.")
  private int rate;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      defaultValue = "2",
      description = "Partitions of the embedded server's topic. Default: ${DEFAULT-VALUE}.")
  private int partitions;

  @Option(
      names = "--time-column",
      paramLabel = "FIELD",
      description = "Field with the time of an event. Default: guessed from names and values.")
  private String timeColumn;

  @Option(
      names = "--table",
      paramLabel = "NAME",
      description = "Name of the table. Default: like the topic or the file.")
  private String tableName;

  @Option(
      names = "--console-port",
      paramLabel = "PORT",
      description =
          "Port of the console on 127.0.0.1; 0 for any free one. Default: 8095, or a free one if it"
              + " is taken.")
  private Integer consolePort;

  @Option(
      names = "--iggy-port",
      paramLabel = "PORT",
      description =
          "Port of the embedded Iggy server on 127.0.0.1; 0 for any free one. Default: 8090, or a"
              + " free one if it is taken.")
  private Integer iggyPort;

  /** The options of a file. */
  static final class FileOptions {
    @Option(
        names = "--file",
        paramLabel = "FILE",
        required = true,
        description = "JSON events, one a line, plain or compressed with gzip.")
    private Path file;

    @Option(
        names = "--stop-when-loaded",
        description = "Stop when every event of the file is a row, for scripts.")
    private boolean stopWhenLoaded;
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    ResourceStack resources = new ResourceStack();
    StopSignal stop = new StopSignal(resources, out);
    try {
      boolean complete = run(new Quickstart(source(), resources, out), out);
      if (!fileOptions.stopWhenLoaded) {
        stop.await();
      }
      return complete ? ExitCode.OK : ExitCode.SOFTWARE;
    } catch (RuntimeException e) {
      if (!stop.isStopping()) {
        throw e;
      }
      // The process is going down; what that broke is not worth a word.
      stop.await();
      return ExitCode.SOFTWARE;
    } finally {
      stop.cancel();
      resources.close();
    }
  }

  private boolean run(Quickstart quickstart, PrintWriter out) {
    int port =
        new LocalPort("--console-port", Optional.ofNullable(consolePort), USUAL_CONSOLE_PORT)
            .choose();
    out.println("Starting Iggy, Pinot and the console ...");
    out.flush();
    quickstart.start(port);
    new Announcement(quickstart).print(out);
    return quickstart.feed();
  }

  private TopicSource source() {
    checkRange("--rate", rate, MAX_RATE);
    checkRange("--partitions", partitions, MAX_PARTITIONS);
    Optional<String> time = Optional.ofNullable(timeColumn);
    Optional<String> name = Optional.ofNullable(tableName).map(TableName::checked);
    if (topicOptions.isGiven()) {
      if (fileOptions.file != null) {
        throw new CommandFailedException("give either --file or --iggy, not both");
      }
      return new ExistingTopic(topicOptions, time, name);
    }
    if (fileOptions.file == null) {
      return new GeneratedEvents(rate, chooseIggyPort(), partitions, name.orElse("user_events"));
    }
    EventFile file = EventFile.open(fileOptions.file);
    String table = name.orElseGet(() -> TableName.ofFile(file.path()));
    return new EventsOfFile(
        file, time, chooseIggyPort(), partitions, table, Terminal.isInteractive());
  }

  private int chooseIggyPort() {
    return new LocalPort("--iggy-port", Optional.ofNullable(iggyPort), USUAL_IGGY_PORT).choose();
  }

  private static void checkRange(String option, int value, int max) {
    if (value < 1 || value > max) {
      throw new CommandFailedException(option + " " + value + " is not within 1.." + max);
    }
  }
}
