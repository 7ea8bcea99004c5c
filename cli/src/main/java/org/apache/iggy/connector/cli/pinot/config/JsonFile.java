// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.pinot.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.apache.iggy.connector.cli.CommandFailedException;

/** Reads a file that holds one JSON object. */
public final class JsonFile {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private JsonFile() {}

  /**
   * The object, in which no key stands twice.
   *
   * @throws CommandFailedException when there is none; the message names file, line and column
   */
  public static ObjectNode read(Path file) {
    try {
      JsonNode node = JSON.readTree(Files.readAllBytes(file));
      if (node instanceof ObjectNode object) {
        return object;
      }
      throw new CommandFailedException(file + " does not hold a JSON object");
    } catch (JsonProcessingException e) {
      JsonLocation location = e.getLocation();
      String place =
          location == null
              ? ""
              : ", line " + location.getLineNr() + ", column " + location.getColumnNr();
      throw new CommandFailedException(file + place + ": " + e.getOriginalMessage(), e);
    } catch (NoSuchFileException e) {
      throw new CommandFailedException(file + ": there is no such file", e);
    } catch (IOException e) {
      throw new CommandFailedException(file + " cannot be read: " + e.getMessage(), e);
    }
  }
}
