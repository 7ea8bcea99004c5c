// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.pinot.offsets;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.iggy.connector.cli.CommandFailedException;
import org.apache.iggy.connector.cli.pinot.config.TableFile;
import org.apache.iggy.connector.cli.pinot.config.TableStream;
import org.apache.iggy.connector.cli.schema.PrettyJson;
import org.apache.iggy.connector.cli.terminal.Amount;
import org.apache.iggy.connector.cli.terminal.Terminal;
import org.apache.iggy.connector.pinot.config.IggyStreamConfig;
import org.apache.iggy.connector.pinot.config.OffsetStoreMode;
import org.apache.iggy.connector.pinot.offset.StoredOffsets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows and deletes the offsets that a table has stored on the server. */
@Command(
    name = "offsets",
    description = {
      "Shows, for each partition of a table's topic, where it begins and ends, what the table has"
          + " stored as committed, and how far behind that is.",
      "A stored offset outlives the table, and keeps the server from deleting messages behind it:"
          + " delete those of tables that are gone.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  iggy-connect pinot offsets orders-table.json",
      "  iggy-connect pinot offsets --json orders-table.json",
      "  iggy-connect pinot offsets --delete --yes orders-table.json"
    })
public final class OffsetsCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "TABLE.json", description = "The table config.")
  private Path tableFile;

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      description =
          "Look at what is stored as a consumer or for a group, whatever the table's"
              + " stream.iggy.offset.store says: consumer or group.")
  private OffsetStoreMode mode;

  @Option(names = "--delete", description = "Delete what is stored, after asking on a terminal.")
  private boolean delete;

  @Option(names = "--yes", description = "Delete without asking.")
  private boolean yes;

  @Option(names = "--json", description = "Print JSON, for programs.")
  private boolean json;

  @Override
  public void run() {
    if (mode == OffsetStoreMode.NONE) {
      throw new CommandFailedException("--mode none: give consumer or group");
    }
    TableFile table = TableFile.read(tableFile);
    PrintWriter out = spec.commandLine().getOut();
    List<StreamOffsets> streams = new ArrayList<>();
    for (IggyStreamConfig config : TableStream.all(table)) {
      streams.add(read(config));
    }
    if (delete) {
      delete(streams, out);
    } else if (json) {
      out.println(PrettyJson.write(toJson(table, streams)));
    } else {
      for (int i = 0; i < streams.size(); i++) {
        if (i > 0) {
          out.println();
        }
        streams.get(i).print(out);
      }
    }
    out.flush();
  }

  private OffsetStoreMode modeOf(IggyStreamConfig config) {
    return mode == null ? config.offsetStoreMode() : mode;
  }

  private StreamOffsets read(IggyStreamConfig config) {
    try (StoredOffsets server = new StoredOffsets(config)) {
      return new StreamOffsets(
          config, modeOf(config), server.read(modeOf(config)), System.currentTimeMillis());
    }
  }

  private void delete(List<StreamOffsets> streams, PrintWriter out) {
    ArrayNode deleted = JsonNodeFactory.instance.arrayNode();
    for (StreamOffsets stream : streams) {
      int count = stream.storedCount() > 0 && isWanted(stream, out) ? delete(stream) : 0;
      deleted.addObject().put("topic", stream.config().topic().toString()).put("deleted", count);
      if (!json) {
        out.println(
            stream.storedCount() == 0
                ? "Nothing is stored for " + stream.owner() + " in " + stream.config().topic() + "."
                : "Deleted the stored offsets of "
                    + Amount.count(count, "partition")
                    + " of "
                    + stream.config().topic()
                    + ".");
      }
    }
    if (json) {
      out.println(PrettyJson.write(deleted));
    }
  }

  private boolean isWanted(StreamOffsets stream, PrintWriter out) {
    if (yes) {
      return true;
    }
    if (json || !Terminal.isInteractive()) {
      throw new CommandFailedException(
          "--delete asks before it deletes, which it cannot here: add --yes");
    }
    stream.print(out);
    out.printf(
        "%nDelete the stored offsets of %s for %s? [y/N] ",
        Amount.count(stream.storedCount(), "partition"), stream.owner());
    out.flush();
    return readLine().strip().equalsIgnoreCase("y");
  }

  /** What the user types; nothing at the end of the input. */
  private static String readLine() {
    try {
      String line =
          new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine();
      return line == null ? "" : line;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int delete(StreamOffsets stream) {
    try (StoredOffsets server = new StoredOffsets(stream.config())) {
      return server.delete(stream.mode());
    }
  }

  private static ObjectNode toJson(TableFile table, List<StreamOffsets> streams) {
    ObjectNode root = JsonNodeFactory.instance.objectNode().put("table", table.tableName());
    ArrayNode list = root.putArray("streams");
    streams.forEach(stream -> list.add(stream.toJson()));
    return root;
  }
}
