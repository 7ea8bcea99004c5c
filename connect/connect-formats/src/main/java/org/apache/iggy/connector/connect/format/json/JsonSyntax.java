// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.format.json;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import org.apache.iggy.connector.connect.api.CodecException;

/** Says what is wrong with a document without showing any of it: Jackson's messages quote. */
final class JsonSyntax {
  private JsonSyntax() {}

  static CodecException error(IOException error, JsonParser parser, int length) {
    long position =
        error instanceof JacksonException located && located.getLocation() != null
            ? located.getLocation().getByteOffset()
            : parser.currentLocation().getByteOffset();
    // The cause is left away: it holds the text.
    return new CodecException(
        "not JSON at byte " + Math.min(Math.max(position, 0), length) + ": " + reason(error));
  }

  private static String reason(IOException error) {
    String message =
        error instanceof JacksonException jackson
            ? jackson.getOriginalMessage()
            : String.valueOf(error.getMessage());
    if (error instanceof JsonEOFException) {
      return "it ends in the middle of a value";
    }
    if (error instanceof StreamConstraintsException) {
      return message;
    }
    if (message.startsWith("Invalid UTF-8")) {
      return "bytes that are not UTF-8";
    }
    if (message.startsWith("Invalid numeric value")) {
      return "a number that is not written as JSON wants it";
    }
    if (message.contains("CTRL-CHAR")) {
      return "a control character that is not escaped";
    }
    int expected = message.lastIndexOf("expecting ");
    return expected < 0 ? "unexpected text" : "expected " + message.substring(expected + 10);
  }
}
