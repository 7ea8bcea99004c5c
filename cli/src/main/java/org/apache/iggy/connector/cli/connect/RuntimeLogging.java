// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.connect;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import java.util.Map;
import org.apache.iggy.connector.connect.config.LoadedConfiguration;
import org.apache.iggy.connector.connect.config.LoggingSettings;
import org.slf4j.LoggerFactory;

/** Has a runtime log to the standard error, as its settings say. */
final class RuntimeLogging {
  private static final String OURS = "org.apache.iggy.connector";

  /**
   * Libraries are heard from WARN on, but for these: what Debezium's handler of errors says with a
   * stack trace a connector says in a line, and its types are none of a user's business.
   */
  private static final Map<String, Level> LIBRARIES =
      Map.of(
          "io.debezium.pipeline.ErrorHandler", Level.OFF,
          "io.debezium.connector.postgresql.TypeRegistry", Level.ERROR);

  private RuntimeLogging() {}

  static void start(LoadedConfiguration configuration) {
    if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
      return;
    }
    LoggingSettings settings = configuration.settings().logging();
    Encoder<ILoggingEvent> encoder = encoder(settings.format(), context);
    encoder.start();
    ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
    appender.setContext(context);
    appender.setTarget("System.err");
    appender.setEncoder(encoder);
    appender.start();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.detachAndStopAllAppenders();
    root.addAppender(appender);
    root.setLevel(Level.WARN);
    LIBRARIES.forEach((library, level) -> context.getLogger(library).setLevel(level));
    context.getLogger(OURS).setLevel(Level.toLevel(settings.level().name()));
  }

  private static Encoder<ILoggingEvent> encoder(
      LoggingSettings.Format format, LoggerContext context) {
    if (format == LoggingSettings.Format.JSON) {
      JsonEncoder json = new JsonEncoder();
      json.setContext(context);
      return json;
    }
    PatternLayoutEncoder text = new PatternLayoutEncoder();
    text.setContext(context);
    text.setPattern("%d{HH:mm:ss.SSS} %-5level %logger{0} - %msg%n");
    return text;
  }
}
