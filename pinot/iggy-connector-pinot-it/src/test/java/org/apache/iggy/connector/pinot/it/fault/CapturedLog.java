// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.it.fault;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;

/** The log lines about one table: the plugin's from INFO on, Pinot's from WARN on. */
final class CapturedLog implements AutoCloseable {
  private static final String PLUGIN = "org.apache.iggy.connector";
  private static final String EMBEDDED_PINOT = PLUGIN + ".pinot.embedded";

  private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();
  private final Logger root = logger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final AppenderBase<ILoggingEvent> appender;

  private CapturedLog(String table) {
    this.appender =
        new AppenderBase<>() {
          @Override
          protected void append(ILoggingEvent event) {
            if (event.getLoggerName().contains(table)
                || event.getFormattedMessage().contains(table)) {
              events.add(event);
            }
          }
        };
    appender.setContext(root.getLoggerContext());
    appender.start();
    logger(PLUGIN).setLevel(Level.INFO);
    root.addAppender(appender);
  }

  /** Starts to take the lines that name a table, in the message or as Pinot names its loggers. */
  static CapturedLog of(String table) {
    return new CapturedLog(table);
  }

  private static Logger logger(String name) {
    // Substitutes are handed out while another test's thread sets the logging up.
    Poll.until(
        FaultScene.DEADLINE,
        () -> LoggerFactory.getLogger(name) instanceof Logger,
        () -> "no Logback");
    return (Logger) LoggerFactory.getLogger(name);
  }

  /** The plugin's own lines. */
  List<String> plugin() {
    return lines(
        event ->
            event.getLoggerName().startsWith(PLUGIN)
                && !event.getLoggerName().startsWith(EMBEDDED_PINOT));
  }

  /** What Pinot says of fetches that failed. */
  List<String> failedFetches() {
    return lines(event -> event.getMessage().contains("when fetching messages"));
  }

  private List<String> lines(Predicate<ILoggingEvent> wanted) {
    return events.stream().filter(wanted).map(CapturedLog::line).collect(Collectors.toList());
  }

  private static String line(ILoggingEvent event) {
    IThrowableProxy cause = event.getThrowableProxy();
    String line = event.getLevel() + " " + event.getFormattedMessage();
    return cause == null ? line : line + ": " + cause.getMessage();
  }

  @Override
  public void close() {
    root.detachAppender(appender);
    appender.stop();
  }
}
