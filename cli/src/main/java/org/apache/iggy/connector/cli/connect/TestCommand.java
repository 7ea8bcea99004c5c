// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.connect;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.iggy.connector.cli.CommandFailedException;
import org.apache.iggy.connector.cli.terminal.Amount;
import org.apache.iggy.connector.cli.terminal.Terminal;
import org.apache.iggy.connector.connect.config.ConnectorSettings;
import org.apache.iggy.connector.connect.config.LoadedConfiguration;
import org.apache.iggy.connector.connect.config.PipelineTests;
import org.apache.iggy.connector.connect.config.PipelineTests.PipelineTest;
import org.apache.iggy.connector.connect.config.ProviderSettings;
import org.apache.iggy.connector.connect.runtime.launch.LoadedPlugins;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the tests that are written beside connectors' configurations. */
@Command(
    name = "test",
    description = {
      "Runs unit tests of connectors' transforms and formats.",
      "A test says which messages come in and what is to come out of them. It needs neither an Iggy"
          + " server nor the other system.",
      "Tests are the files *.toml in the folder tests beside the connectors' files, or those that"
          + " --tests names. Ends with 1 when one fails.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  iggy-connect test connect/config.toml",
      "  iggy-connect test --tests orders.toml connect/config.toml"
    })
public final class TestCommand implements Callable<Integer> {
  private static final String FOLDER = "tests";

  @Spec private CommandSpec spec;
  @Mixin private ConfigurationOption configuration;

  @Option(
      names = "--tests",
      paramLabel = "PATH",
      description = "A file with tests, or a folder of them.")
  private List<Path> tests;

  private int passed;
  private int failed;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (LoadedPlugins loaded = configuration.load()) {
      List<Path> files = files(loaded.configuration());
      if (files.isEmpty()) {
        throw new CommandFailedException(
            "there are no tests: they are files *.toml in the folder tests beside the connectors'"
                + " files, or what --tests names");
      }
      files.forEach(file -> run(PipelineTests.read(file), loaded, out));
      out.println(Amount.count(passed, "test") + " passed, " + Amount.count(failed) + " failed.");
      out.flush();
      return failed == 0 ? 0 : 1;
    }
  }

  private List<Path> files(LoadedConfiguration loaded) {
    if (tests != null) {
      return tests.stream().flatMap(path -> filesIn(path).stream()).toList();
    }
    return loaded.settings().connectors() instanceof ProviderSettings.Local local
        ? filesIn(loaded.runtime().locate(local.configDir()).resolve(FOLDER))
        : List.of();
  }

  private static List<Path> filesIn(Path path) {
    if (!Files.isDirectory(path)) {
      return Files.exists(path) ? List.of(path) : List.of();
    }
    try (Stream<Path> files = Files.list(path)) {
      return files.filter(file -> file.toString().endsWith(".toml")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void run(PipelineTests file, LoadedPlugins loaded, PrintWriter out) {
    ConnectorSettings settings = ConnectorSelection.find(loaded.configuration(), file.connector());
    TestedPipeline pipeline = new TestedPipeline(settings, loaded.plugins());
    Terminal terminal = Terminal.ofProcess();
    for (PipelineTest test : file.tests()) {
      List<String> complaints = new ArrayList<>(pipeline.run(test));
      boolean isPassed = complaints.isEmpty();
      out.println(
          (isPassed ? terminal.styled("green", "passed") : terminal.styled("bold,red", "FAILED"))
              + "  "
              + settings.id()
              + ": "
              + test.name());
      if (isPassed) {
        passed++;
      } else {
        failed++;
        out.println("        " + test.location());
        complaints.forEach(
            line -> out.println("        " + loaded.configuration().redaction().redact(line)));
      }
    }
  }
}
