// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.ErrorCategory;

/**
 * The bytes of the source's state: JSON with a version, so that a later release can read what an
 * earlier one wrote.
 */
final class SourceState {
  private static final int VERSION = 1;
  private static final ObjectMapper JSON = new ObjectMapper();

  private SourceState() {}

  static ObjectNode newNode(String mode) {
    return JSON.createObjectNode().put("version", VERSION).put("mode", mode);
  }

  static byte[] toBytes(ObjectNode node) {
    try {
      return JSON.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a state of texts and numbers is JSON", e);
    }
  }

  /** Whether these bytes are of this release's kind, rather than of the Rust runtime's. */
  static boolean isJson(byte[] state) {
    return state.length > 0 && state[0] == '{';
  }

  /**
   * Reads a state.
   *
   * @throws ConnectException of category CONFIGURATION when it is of another mode or release
   */
  static JsonNode read(String mode, byte[] state) {
    JsonNode node;
    try {
      node = JSON.readTree(state);
    } catch (IOException e) {
      throw unreadable("is not JSON", e);
    }
    if (node.path("version").asInt() != VERSION) {
      throw unreadable("has version " + node.path("version").asText("none"), null);
    }
    if (!node.path("mode").asText().equals(mode)) {
      throw unreadable("is of mode " + node.path("mode").asText("none") + ", not " + mode, null);
    }
    return node;
  }

  private static ConnectException unreadable(String why, Throwable cause) {
    return new ConnectException(
        ErrorCategory.CONFIGURATION,
        "the state of this source " + why + ": reset the connector's state to start anew",
        cause);
  }

  static byte[] of(CdcPosition position) {
    ObjectNode node = newNode("cdc").put("slot", position.slot());
    node.put("phase", position.snapshotDone() ? "streaming" : "snapshot");
    if (position.snapshotDone()) {
      node.put("commit_lsn", CdcPosition.lsnText(position.commitLsn()));
    }
    if (position.transaction() != 0) {
      node.put("transaction", position.transaction())
          .put("lsn", CdcPosition.lsnText(position.lsn()))
          .put("ordinal", position.ordinal());
    }
    return toBytes(node);
  }

  static CdcPosition readCdc(byte[] state) {
    if (!isJson(state)) {
      // The Rust runtime's state says nothing of the log.
      throw unreadable("is of another release or runtime", null);
    }
    JsonNode node = read("cdc", state);
    String slot = node.path("slot").asText();
    if (!node.path("phase").asText().equals("streaming")) {
      return CdcPosition.inSnapshot(slot);
    }
    long commit = CdcPosition.lsnOf(node.path("commit_lsn").asText());
    CdcPosition behind = CdcPosition.behind(slot, commit);
    return node.has("transaction")
        ? behind.within(
            commit,
            node.path("transaction").asLong(),
            CdcPosition.lsnOf(node.path("lsn").asText()),
            node.path("ordinal").asInt())
        : behind;
  }
}
