// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.http.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.apache.iggy.connector.connect.http.view.OperationException;
import org.apache.iggy.connector.connect.http.view.OperationException.Reason;
import org.apache.iggy.connector.connect.http.view.SourceProgress;
import org.apache.iggy.connector.connect.runtime.state.StateFileContent;
import org.apache.iggy.connector.connect.runtime.state.StateFolder;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePackException;
import org.msgpack.core.MessageUnpacker;

/** What sources have stored of their progress. */
final class StateFiles {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final StateFolder folder;

  StateFiles(StateFolder folder) {
    this.folder = folder;
  }

  SourceProgress read(String key) {
    try {
      return folder
          .source(key)
          .load()
          .map(StateFiles::progress)
          .orElseGet(() -> new SourceProgress(0, Optional.empty(), Optional.empty()));
    } catch (IOException e) {
      throw new OperationException(Reason.UNAVAILABLE, e.getMessage(), e);
    }
  }

  private static SourceProgress progress(StateFileContent state) {
    return new SourceProgress(
        state.bytes().length,
        state.savedAt().map(time -> ChronoUnit.MICROS.between(Instant.EPOCH, time)),
        json(state.bytes()).or(() -> messagePack(state.bytes())));
  }

  /** The bytes are the source's own; the usual forms can be shown. */
  private static Optional<Object> json(byte[] bytes) {
    try {
      JsonNode value = JSON.readTree(bytes);
      return value.isContainerNode()
          ? Optional.of(JSON.convertValue(value, Object.class))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<Object> messagePack(byte[] bytes) {
    try (MessageUnpacker in = MessagePack.newDefaultUnpacker(bytes)) {
      Object value = JSON.readValue(in.unpackValue().toJson(), Object.class);
      return in.hasNext() ? Optional.empty() : Optional.ofNullable(value);
    } catch (IOException | MessagePackException e) {
      return Optional.empty();
    }
  }

  void delete(String key) {
    try {
      folder.source(key).delete();
    } catch (IOException e) {
      throw new OperationException(Reason.UNAVAILABLE, e.getMessage(), e);
    }
  }
}
