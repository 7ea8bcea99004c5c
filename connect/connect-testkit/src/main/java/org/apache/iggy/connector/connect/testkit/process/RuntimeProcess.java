// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.testkit.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.iggy.connector.connect.testkit.Await;

/**
 * The runtime in a JVM of its own, on a {@link RuntimeFolder}: started, asked to stop, killed with
 * {@code kill -9}, and started again as often as one likes.
 *
 * <p>It runs with the class path of the test, so that the connectors of the test's module are those
 * that it finds. What it prints is kept in two files for all its lives together. One thread uses
 * it.
 */
public final class RuntimeProcess implements AutoCloseable {
  private static final long START_LIMIT_MILLIS = 60_000;
  private static final long END_LIMIT_MILLIS = 60_000;

  private static final String LOG = ".log";

  private final RuntimeFolder folder;
  private final String name;
  private final Path output;
  private final List<String> jvmArguments;
  private Process process;
  private long printedBefore;

  private RuntimeProcess(
      RuntimeFolder folder, String name, Path output, List<String> jvmArguments) {
    this.folder = folder;
    this.name = name;
    this.output = output;
    this.jvmArguments = jvmArguments;
  }

  /**
   * A runtime that has not been started yet.
   *
   * @param name tells its files from those of other runtimes on the same folder
   * @param output the file to which its standard output goes; others may append to it, too
   * @param jvmArguments such as {@code -Dx=y}
   */
  public static RuntimeProcess on(
      RuntimeFolder folder, String name, Path output, String... jvmArguments) {
    return new RuntimeProcess(folder, name, output, List.of(jvmArguments));
  }

  /** The logs of all processes that there were on a folder. */
  public static List<Path> logs(RuntimeFolder folder) {
    try (Stream<Path> files = Files.list(folder.home())) {
      return files.filter(file -> file.toString().endsWith(LOG)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts it and returns without waiting for anything. */
  public void launch() {
    if (isAlive()) {
      throw new IllegalStateException("runtime " + name + " runs already");
    }
    printedBefore = size(errors());
    try {
      process =
          new ProcessBuilder(command())
              .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
              .redirectError(ProcessBuilder.Redirect.appendTo(errors().toFile()))
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts it and returns when its connectors have been started. */
  public void start() {
    launch();
    awaitReady();
  }

  /** Returns when the connectors have been started in this life. */
  public void awaitReady() {
    Await.until(
        START_LIMIT_MILLIS,
        () -> !process.isAlive() || isReady(),
        () -> "the runtime is not ready: " + tail());
    if (!isReady()) {
      throw new AssertionError("the runtime ended with " + process.exitValue() + ": " + tail());
    }
  }

  /** Whether it has said in this life that its connectors are started. */
  public boolean isReady() {
    return printedSince(printedBefore).contains(RuntimeMain.READY);
  }

  private List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // A short start: the machine's processors are better spent on the work that is interrupted.
    command.addAll(
        List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
    command.addAll(jvmArguments);
    command.addAll(
        List.of(
            "-Dlogback.configurationFile=" + RuntimeMain.LOGGING,
            "-cp",
            System.getProperty("java.class.path"),
            RuntimeMain.class.getName(),
            folder.configFile().toString()));
    return command;
  }

  /** Kills it: {@code kill -9}. Nothing of it runs any more on return. */
  public void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** Has it stop gracefully, as {@code SIGTERM} does, and returns its exit code. */
  public int stop() {
    process.destroy();
    return awaitEnd();
  }

  /** Freezes it: it keeps its connections and does nothing ({@code SIGSTOP}). */
  public void freeze() {
    signal("STOP");
  }

  /** Lets it go on ({@code SIGCONT}). */
  public void thaw() {
    signal("CONT");
  }

  private void signal(String signal) {
    try {
      // A shell has kill built in; the program is not on every machine.
      String kill = "kill -" + signal + " " + process.pid();
      if (new ProcessBuilder("sh", "-c", kill).inheritIO().start().waitFor() != 0) {
        throw new AssertionError(kill + " failed");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  private int awaitEnd() {
    try {
      if (!process.waitFor(END_LIMIT_MILLIS, TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("the runtime does not end: " + tail());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /** Whether it runs. */
  public boolean isAlive() {
    return process != null && process.isAlive();
  }

  /** What its lives have written to standard error: their logs. */
  public Path errors() {
    return folder.home().resolve(name + LOG);
  }

  private String printedSince(long position) {
    if (size(errors()) <= position) {
      return "";
    }
    try (RandomAccessFile file = new RandomAccessFile(errors().toFile(), "r")) {
      byte[] printed = new byte[(int) (file.length() - position)];
      file.seek(position);
      file.readFully(printed);
      return new String(printed, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long size(Path file) {
    return file.toFile().length();
  }

  /** The end of its log in this life, for messages of errors. */
  public String tail() {
    String printed = printedSince(printedBefore);
    return "see " + errors() + ": " + printed.substring(Math.max(0, printed.length() - 4_000));
  }

  @Override
  public void close() {
    if (isAlive()) {
      kill();
    }
  }
}
