// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.decoder;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.IOException;
import java.io.OutputStream;
import java.util.regex.Pattern;
import org.apache.iggy.connector.pinot.decoder.JsonDecodeException.Fault;

/**
 * One Jackson parser that reads document after document out of ranges of bytes.
 *
 * <p>To the parser all documents are one endless stream ({@link PayloadStream}); {@link #end} drops
 * what is left of the current one. Making a parser for each message would cost about a kilobyte of
 * garbage and more time than parsing a small message. Not thread-safe.
 */
final class JsonDocumentParser {
  static final int MAX_NESTED_LEVELS = 1_000;
  static final int MAX_NUMBER_CHARS = 1_000;
  static final int MAX_NAME_BYTES = 50_000;
  static final int MAX_STRING_CHARS = 20_000_000;

  /** A parser remembers each field name it met; a new one after so many bytes bounds that. */
  static final int RENEWAL_BYTES = 1 << 20;

  /** Jackson's positions of brackets count lines of the endless stream: of no use to a reader. */
  private static final Pattern BRACKET_POSITION =
      Pattern.compile(" ?\\((?:start marker|for \\w+ starting) at \\[Source[^]]*]\\)");

  private final JsonFactory factory =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_NESTED_LEVELS)
                  .maxNumberLength(MAX_NUMBER_CHARS)
                  .maxNameLength(MAX_NAME_BYTES)
                  .maxStringLength(MAX_STRING_CHARS)
                  .build())
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .enable(StreamReadFeature.USE_FAST_BIG_NUMBER_PARSER)
          // Names come from messages: they do not belong in the JVM-wide table of strings.
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          // Parsers live long; thread-locals of a plugin would outlive its class loader.
          .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
          .build();

  private final PayloadStream stream = new PayloadStream();
  private JsonParser parser;

  /** Where in the stream the current payload starts, were a byte order mark part of it. */
  private long documentStart;

  /** Starts on a document and returns the parser in front of its first token. */
  JsonParser begin(byte[] payload, int offset, int length) throws IOException {
    if (parser == null || stream.bytesRead() >= RENEWAL_BYTES) {
      renew();
    }
    int mark = byteOrderMarkLength(payload, offset, length);
    documentStart = stream.bytesRead() - mark;
    stream.offer(payload, offset + mark, length - mark);
    return parser;
  }

  /** Ends a document read to its last token; returns how many bytes of the payload it took. */
  int end() throws IOException {
    int unread = parser.releaseBuffered(OutputStream.nullOutputStream());
    int documentBytes = (int) (stream.bytesRead() - documentStart) - Math.max(unread, 0);
    stream.release();
    return documentBytes;
  }

  /** Gives up the parser after an error, in whatever state it is. */
  void abandon() {
    stream.release();
    close();
  }

  /** Explains an exception that the parser, or the reader of its tokens, has thrown. */
  Fault describe(Exception e) {
    JsonLocation location = parser.currentTokenLocation();
    String reason = e.getMessage();
    if (e instanceof JsonProcessingException) {
      location = ((JsonProcessingException) e).getLocation();
      reason = ((JsonProcessingException) e).getOriginalMessage();
    }
    if (location == null) {
      // So it is when a limit is exceeded.
      location = parser.currentLocation();
    }
    long byteOffset = Math.max(0, location.getByteOffset() - documentStart);
    String path = parser.getParsingContext().pathAsPointer().toString();
    return new Fault((int) byteOffset, path, BRACKET_POSITION.matcher(reason).replaceAll(""));
  }

  private void renew() throws IOException {
    close();
    stream.restart();
    parser = factory.createParser(stream);
    // Jackson settles for UTF-8 on the stream's first bytes: a document of our own, not a message.
    parser.nextToken();
    parser.nextToken();
  }

  private void close() {
    if (parser != null) {
      try {
        parser.close();
      } catch (IOException e) {
        throw new AssertionError("closing reads from memory only", e);
      } finally {
        parser = null;
      }
    }
  }

  private static int byteOrderMarkLength(byte[] payload, int offset, int length) {
    return length >= 3
            && payload[offset] == (byte) 0xEF
            && payload[offset + 1] == (byte) 0xBB
            && payload[offset + 2] == (byte) 0xBF
        ? 3
        : 0;
  }
}
