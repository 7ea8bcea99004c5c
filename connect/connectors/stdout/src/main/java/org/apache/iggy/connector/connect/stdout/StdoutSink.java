// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.stdout;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.ConnectRecord;
import org.apache.iggy.connector.connect.api.ConnectorContext;
import org.apache.iggy.connector.connect.api.ConnectorInfo;
import org.apache.iggy.connector.connect.api.ErrorCategory;
import org.apache.iggy.connector.connect.api.RecordsRejectedException;
import org.apache.iggy.connector.connect.api.Schema;
import org.apache.iggy.connector.connect.api.SinkBatch;
import org.apache.iggy.connector.connect.api.SinkConnector;
import org.apache.iggy.connector.connect.api.config.Config;
import org.apache.iggy.connector.connect.api.config.ConfigKey;
import org.apache.iggy.connector.connect.api.config.ConfigSpec;
import org.apache.iggy.connector.connect.api.config.ConfigType;

/** Prints messages to the standard output of the runtime, or only takes them. */
public final class StdoutSink implements SinkConnector {
  /** How a message is printed. */
  enum Format {
    /** Where it lies, its key, and its payload, on a line. */
    TEXT,
    /** The payload and nothing else, on a line. */
    PAYLOAD,
    /** An object of everything that is known of it, on a line. */
    JSON
  }

  /** When there are colours. */
  enum Colors {
    /** When standard output is a terminal and {@code NO_COLOR} is not set. */
    AUTO,
    ALWAYS,
    NEVER
  }

  static final ConfigKey<Boolean> PRINT_PAYLOAD =
      ConfigKey.of(
              "print_payload",
              ConfigType.BOOLEAN,
              "Whether messages are printed. When not, they are taken and nothing of them is looked"
                  + " at.")
          .defaultsTo(false);
  static final ConfigKey<Format> FORMAT =
      ConfigKey.of(
              "format",
              ConfigType.oneOf(Format.class),
              "`text`: a line with coordinates, key and payload. `payload`: the payload as it is."
                  + " `json`: an object with all that is known of the message.")
          .defaultsTo(Format.TEXT)
          .example("\"json\"");
  static final ConfigKey<String> TEMPLATE =
      ConfigKey.of(
              "template",
              ConfigType.STRING,
              "What is printed of a message, in place of `format`; names in braces are filled in.")
          .example("\"{timestamp} {key} {payload.user.name}\"");
  static final ConfigKey<Colors> COLORS =
      ConfigKey.of(
              "colors",
              ConfigType.oneOf(Colors.class),
              "Whether `text` is coloured; `auto` colours on a terminal, unless the environment has"
                  + " `NO_COLOR`.")
          .defaultsTo(Colors.AUTO);
  static final ConfigKey<Long> MAX_LENGTH =
      ConfigKey.between(
          ConfigKey.of(
                  "max_length",
                  ConfigType.INTEGER,
                  "Longer lines of `text` and of templates are cut to so many characters; `0` for"
                      + " none.")
              .defaultsTo(0L)
              .example("200"),
          0,
          Integer.MAX_VALUE);

  private static final ConnectorInfo INFO =
      new ConnectorInfo("stdout", "Standard output", "Prints messages to standard output.");
  private static final ConfigSpec SPEC =
      ConfigSpec.of(PRINT_PAYLOAD, FORMAT, TEMPLATE, COLORS, MAX_LENGTH);

  private final PrintStream out;
  private final boolean onTerminal;
  private Config config;
  private Template template;
  private MessagePrinter printer;

  /**
   * A sink that prints to this process's standard output. The launcher says whether that is a
   * terminal, since a JVM cannot tell in every version.
   */
  public StdoutSink() {
    this(System.out, Boolean.getBoolean("iggy.connect.terminal"));
  }

  StdoutSink(PrintStream out, boolean onTerminal) {
    this.out = out;
    this.onTerminal = onTerminal;
  }

  @Override
  public ConnectorInfo info() {
    return INFO;
  }

  @Override
  public ConfigSpec spec() {
    return SPEC;
  }

  @Override
  public void configure(Config given) {
    config = given;
    template = given.find(TEMPLATE).map(Template::parse).orElse(null);
    if (template != null && given.isGiven(FORMAT)) {
      throw new ConnectException(
          ErrorCategory.CONFIGURATION, "template stands in place of format: remove one of them");
    }
  }

  @Override
  public void start(ConnectorContext context) {
    printer = config.get(PRINT_PAYLOAD) ? newPrinter(context) : null;
  }

  private MessagePrinter newPrinter(ConnectorContext context) {
    PrintedText text = new PrintedText(context.codec(Schema.JSON), onTerminal);
    int maxLength = config.get(MAX_LENGTH).intValue();
    if (template != null) {
      return new TemplatePrinter(template, text, maxLength);
    }
    return switch (config.get(FORMAT)) {
      case TEXT -> new TextPrinter(text, isColored(), maxLength);
      case PAYLOAD -> new PayloadPrinter(text);
      case JSON -> new JsonPrinter(context.codec(Schema.JSON), text);
    };
  }

  private boolean isColored() {
    return switch (config.get(COLORS)) {
      case ALWAYS -> true;
      case NEVER -> false;
      case AUTO -> onTerminal && System.getenv("NO_COLOR") == null;
    };
  }

  @Override
  public void write(SinkBatch batch) {
    if (printer == null) {
      return;
    }
    LineBuffer lines = new LineBuffer();
    List<RecordsRejectedException.Rejection> rejections = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      print(batch.get(i), i, lines, rejections);
    }
    lines.writeTo(out);
    if (out.checkError()) {
      throw new ConnectException(
          ErrorCategory.CONFIGURATION,
          "standard output cannot be written to: who read it has gone, or its disk is full");
    }
    if (!rejections.isEmpty()) {
      throw new RecordsRejectedException(rejections);
    }
  }

  private void print(
      ConnectRecord record,
      int index,
      LineBuffer lines,
      List<RecordsRejectedException.Rejection> rejections) {
    int start = lines.size();
    try {
      printer.print(record, lines);
      lines.endLine();
    } catch (ConnectException e) {
      lines.truncate(start);
      rejections.add(new RecordsRejectedException.Rejection(index, e));
    }
  }

  @Override
  public void stop() {
    out.flush();
  }
}
