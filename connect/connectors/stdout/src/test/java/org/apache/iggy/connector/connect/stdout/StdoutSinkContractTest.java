// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.stdout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.iggy.connector.connect.api.SinkConnector;
import org.apache.iggy.connector.connect.testkit.Behaviour;
import org.apache.iggy.connector.connect.testkit.SinkContract;

/** The contract on what is printed. */
class StdoutSinkContractTest extends SinkContract {
  @Override
  protected SinkConnector newSink() {
    return new StdoutSink();
  }

  @Override
  protected Map<String, Object> pluginConfig() {
    return Map.of("print_payload", true, "format", "payload");
  }

  @Override
  protected boolean capturesStandardOutput() {
    return true;
  }

  /** What a process that was killed has left without the end of its line is none. */
  @Override
  protected List<byte[]> readTarget() {
    try {
      String printed =
          Files.exists(standardOutput())
              ? Files.readString(standardOutput(), StandardCharsets.UTF_8)
              : "";
      List<byte[]> lines = new ArrayList<>();
      int start = 0;
      for (int end = printed.indexOf('\n'); end >= 0; end = printed.indexOf('\n', start)) {
        lines.add(printed.substring(start, end).getBytes(StandardCharsets.UTF_8));
        start = end + 1;
      }
      return lines;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected Map<Behaviour, String> lacks() {
    return Map.of(
        Behaviour.IDEMPOTENT, "what is printed stays printed",
        Behaviour.DECODES_PAYLOADS, "it prints bytes as they come",
        Behaviour.TARGET_REJECTS_RECORDS, "standard output takes everything",
        Behaviour.HAS_OUTAGES, "standard output is there as long as the process",
        Behaviour.HAS_SECRETS, "it has no secret key");
  }
}
