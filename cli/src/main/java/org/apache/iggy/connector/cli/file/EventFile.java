// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.iggy.connector.cli.CommandFailedException;

/**
 * A file of JSON objects, one a line, plain or compressed with gzip (told by its content). Blank
 * lines are skipped. It can be read several times. Thread-safe.
 */
public final class EventFile {
  private static final int BUFFER_BYTES = 256 * 1024;
  private static final int GZIP_MAGIC = 0x8b1f;

  private final Path path;
  private final long sizeBytes;
  private final ObjectMapper json =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private EventFile(Path path, long sizeBytes) {
    this.path = path;
    this.sizeBytes = sizeBytes;
  }

  /** Takes each event of a file in turn. */
  public interface Visitor {
    /**
     * Takes an event.
     *
     * @param line the event as it stands in the file, without the line break
     * @param bytesRead how far into the file, compressed as it is, reading has come
     */
    void visit(byte[] line, long bytesRead);
  }

  /** Takes each event of a file in turn, parsed. */
  public interface ParsedVisitor {
    /** Takes an event and the line it stands on; see {@link Visitor#visit}. */
    void visit(ObjectNode event, byte[] line, long bytesRead);
  }

  /**
   * Looks whether there is such a file.
   *
   * @throws CommandFailedException when there is none that can be read
   */
  public static EventFile open(Path path) {
    if (Files.isDirectory(path)) {
      throw new CommandFailedException("--file " + path + " is a folder, not a file");
    }
    try {
      return new EventFile(path, Files.size(path));
    } catch (NoSuchFileException e) {
      throw new CommandFailedException("--file " + path + ": there is no such file", e);
    } catch (IOException e) {
      throw new CommandFailedException("--file " + path + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** Its size on disk, compressed as it is. */
  public long sizeBytes() {
    return sizeBytes;
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /**
   * Reads all events.
   *
   * @return how many there are
   * @throws CommandFailedException when the file cannot be read to its end
   */
  public long forEach(Visitor visitor) {
    return read((line, number, bytesRead) -> visitor.visit(line, bytesRead));
  }

  /**
   * Reads and parses all events.
   *
   * @return how many there are
   * @throws CommandFailedException when a line is not a JSON object, with its number and the cause,
   *     or the file cannot be read to its end
   */
  public long forEachParsed(ParsedVisitor visitor) {
    return read((line, number, bytesRead) -> visitor.visit(parse(line, number), line, bytesRead));
  }

  private interface LineVisitor {
    void visit(byte[] line, long number, long bytesRead);
  }

  private long read(LineVisitor visitor) {
    try (CountingStream file = new CountingStream(Files.newInputStream(path));
        InputStream content = decompressed(file)) {
      LineReader lines = new LineReader(content);
      long events = 0;
      while (lines.next()) {
        if (!lines.isBlank()) {
          visitor.visit(lines.line(), lines.number(), file.count());
          events++;
        }
      }
      return events;
    } catch (AccessDeniedException e) {
      throw new CommandFailedException("--file " + path + ": permission denied", e);
    } catch (ZipException | EOFException e) {
      throw new CommandFailedException(
          "--file " + path + " is a damaged gzip file: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new CommandFailedException("--file " + path + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static InputStream decompressed(InputStream file) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(file, BUFFER_BYTES);
    buffered.mark(2);
    int magic = buffered.read() | buffered.read() << 8;
    buffered.reset();
    return magic == GZIP_MAGIC ? new GZIPInputStream(buffered, BUFFER_BYTES) : buffered;
  }

  private ObjectNode parse(byte[] line, long number) {
    try {
      JsonNode event = json.readTree(line);
      if (event instanceof ObjectNode object) {
        return object;
      }
      throw malformed(
          number,
          "expected a JSON object but found "
              + event.getNodeType().name().toLowerCase(Locale.ROOT));
    } catch (JsonProcessingException e) {
      throw malformed(number, e.getOriginalMessage() + column(e));
    } catch (IOException e) {
      throw malformed(number, e.getMessage());
    }
  }

  private static String column(JsonProcessingException e) {
    return e.getLocation() == null ? "" : ", at column " + e.getLocation().getColumnNr();
  }

  private CommandFailedException malformed(long number, String cause) {
    return new CommandFailedException("--file " + path + ", line " + number + ": " + cause);
  }
}
