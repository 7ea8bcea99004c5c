// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A running PostgreSQL: the postmaster and the backends that it has started. */
final class ServerProcess {
  private static final long LIMIT_SECONDS = 60;
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final Process postmaster;
  private final Path log;

  private ServerProcess(Process postmaster, Path log) {
    this.postmaster = postmaster;
    this.log = log;
  }

  static ServerProcess start(List<String> command, Path log) throws IOException {
    Process postmaster =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    return new ServerProcess(postmaster, log);
  }

  boolean isAlive() {
    return postmaster.isAlive();
  }

  /** Sends all of them a signal, such as {@code STOP}. */
  void signal(String name) {
    StringBuilder kill = new StringBuilder("kill -" + name);
    all().forEach(one -> kill.append(' ').append(one.pid()));
    // A shell has kill built in; the program is not on every machine.
    Commands.run(List.of("sh", "-c", kill.toString()), log, LIMIT_SECONDS);
  }

  /** The postmaster first, which would otherwise start new children for those it loses. */
  private List<ProcessHandle> all() {
    List<ProcessHandle> all = new ArrayList<>();
    all.add(postmaster.toHandle());
    postmaster.toHandle().descendants().forEach(all::add);
    return all;
  }

  /** Kills all of them; none runs on return. */
  void kill() {
    List<ProcessHandle> all = all();
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(ServerProcess::awaitEnd);
  }

  /** Returns when the postmaster has ended. */
  void awaitEnd() {
    awaitEnd(postmaster.toHandle());
  }

  private static void awaitEnd(ProcessHandle process) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (process.isAlive() && !isZombie(process)) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("PostgreSQL does not end");
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  /** Backends outlive the postmaster as zombies where the process 1 of a container reaps none. */
  private static boolean isZombie(ProcessHandle process) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
      return stat.charAt(stat.lastIndexOf(')') + 2) == 'Z';
    } catch (IOException e) {
      return !process.isAlive();
    }
  }
}
