// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.LoggerFactory;

/**
 * Collects everything that a connector shows while it is open (log lines of every level, and what
 * else it is given) and looks for secrets in it.
 */
final class SecretWatch implements AutoCloseable {
  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final Map<Logger, Level> levelsBefore = new LinkedHashMap<>();
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final List<String> shown = new ArrayList<>();

  SecretWatch() {
    lines.start();
    root.addAppender(lines);
    for (Logger logger : root.getLoggerContext().getLoggerList()) {
      // One with a level of its own would not pass on what lies below it.
      if (logger.getLevel() != null) {
        levelsBefore.put(logger, logger.getLevel());
        logger.setLevel(Level.TRACE);
      }
    }
  }

  /** Something that users see. */
  void see(Object text) {
    shown.add(String.valueOf(text));
  }

  /** An exception, with all its causes. */
  void see(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    shown.add(text.toString());
  }

  /** Fails when a secret was shown. */
  void assertNothingShown(List<String> secrets) {
    List<String> all = new ArrayList<>(shown);
    for (ILoggingEvent line : logged()) {
      all.add(line.getLoggerName() + ": " + line.getFormattedMessage());
      if (line.getThrowableProxy() != null) {
        all.add(ThrowableProxyUtil.asString(line.getThrowableProxy()));
      }
    }
    assertThat(secrets).as("a contract without a secret proves nothing").isNotEmpty();
    for (String secret : secrets) {
      assertThat(all).as("what was shown").noneMatch(text -> text.contains(secret));
    }
  }

  /** Fails when one of the files has a secret. */
  static void assertNoneIn(List<Path> files, List<String> secrets) {
    for (Path file : files) {
      try {
        String shown = Files.readString(file);
        for (String secret : secrets) {
          assertThat(shown.contains(secret)).as("%s shows a secret", file).isFalse();
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Appenders lock themselves while they append. */
  private List<ILoggingEvent> logged() {
    synchronized (lines) {
      return List.copyOf(lines.list);
    }
  }

  @Override
  public void close() {
    levelsBefore.forEach(Logger::setLevel);
    root.detachAppender(lines);
    lines.stop();
  }
}
