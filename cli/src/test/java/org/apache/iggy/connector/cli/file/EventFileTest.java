// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.iggy.connector.cli.CommandFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventFileTest {
  @TempDir private Path folder;

  @Test
  void shouldReadEachLineOnce() throws IOException {
    EventFile file = open("{\"a\":1}\n\n  \n{\"a\":2}\r\n{\"a\":3}");

    assertThat(lines(file)).containsExactly("{\"a\":1}", "{\"a\":2}", "{\"a\":3}");
  }

  @Test
  void shouldReadWhatIsCompressedWhateverItsName() throws IOException {
    EventFile file = write(gzip("{\"a\":1}\n{\"a\":2}\n".getBytes(StandardCharsets.UTF_8)));

    assertThat(lines(file)).containsExactly("{\"a\":1}", "{\"a\":2}");
  }

  @Test
  void shouldReadLinesLongerThanItsBuffer() throws IOException {
    String longLine = "{\"a\":\"" + "x".repeat(900_000) + "\"}";
    EventFile file = open("{\"b\":1}\n" + longLine + "\n{\"c\":1}\n" + longLine);

    assertThat(lines(file)).containsExactly("{\"b\":1}", longLine, "{\"c\":1}", longLine);
  }

  @Test
  void shouldHaveNoEventsWhenItIsEmpty() throws IOException {
    assertThat(lines(open(""))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'a':1          | Unexpected end-of-input",
        "{'a':1} {'b':2} | Trailing token",
        "[1,2]           | expected a JSON object but found array",
        "12              | expected a JSON object but found number",
        "{a:1}           | Unexpected character"
      })
  void shouldNameTheLineThatIsMalformed(String line, String cause) throws IOException {
    EventFile file = open("{\"ok\":1}\n\n" + line.replace('\'', '"') + "\n{\"ok\":2}\n");

    assertThatThrownBy(() -> file.forEachParsed((event, bytes, bytesRead) -> {}))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining("events.json, line 3: ")
        .hasMessageContaining(cause)
        .hasMessageNotContaining("\n");
  }

  @Test
  void shouldSayThatThereIsNoSuchFile() {
    assertThatThrownBy(() -> EventFile.open(folder.resolve("none.json")))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageMatching("--file .*none.json: there is no such file");
  }

  @Test
  void shouldRefuseAFolder() {
    assertThatThrownBy(() -> EventFile.open(folder))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining("is a folder");
  }

  @Test
  void shouldSayThatAGzipFileIsCutShort() throws IOException {
    byte[] whole = gzip("{\"a\":1}\n".repeat(10_000).getBytes(StandardCharsets.UTF_8));
    EventFile file = write(Arrays.copyOf(whole, whole.length / 2));

    assertThatThrownBy(() -> file.forEach((line, bytesRead) -> {}))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining("is a damaged gzip file");
  }

  @Test
  void shouldSayThatAGzipFileIsDamaged() throws IOException {
    byte[] damaged = gzip("{\"a\":1}\n".repeat(10_000).getBytes(StandardCharsets.UTF_8));
    Arrays.fill(damaged, 20, damaged.length, (byte) 0x55);
    EventFile file = write(damaged);

    assertThatThrownBy(() -> file.forEach((line, bytesRead) -> {}))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining("is a damaged gzip file");
  }

  private EventFile open(String content) throws IOException {
    return write(content.getBytes(StandardCharsets.UTF_8));
  }

  private EventFile write(byte[] content) throws IOException {
    return EventFile.open(Files.write(folder.resolve("events.json"), content));
  }

  private static List<String> lines(EventFile file) {
    List<String> lines = new ArrayList<>();
    long count =
        file.forEach((line, bytesRead) -> lines.add(new String(line, StandardCharsets.UTF_8)));
    assertThat(lines).hasSize((int) count);
    return lines;
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(content);
    }
    return compressed.toByteArray();
  }
}
