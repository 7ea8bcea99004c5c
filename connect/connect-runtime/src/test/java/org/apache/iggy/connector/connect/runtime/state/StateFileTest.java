// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.ErrorCategory;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFileTest {
  private static final byte[] STATE = "where it stands".getBytes(StandardCharsets.UTF_8);

  /** The state {@code [500]} as the Rust runtime's random source writes it. */
  private static final byte[] RUST = {(byte) 0x91, (byte) 0xCD, 0x01, (byte) 0xF4};

  @TempDir Path folder;

  @Test
  void shouldGiveBackWhatWasSavedLast() throws IOException {
    StateFile file = file();
    assertThat(file.load("random")).isEmpty();

    file.save("random", new byte[0]);
    file.save("random", STATE);

    assertThat(file.load("random")).hasValueSatisfying(s -> assertThat(s).isEqualTo(STATE));
    assertThat(file.load().orElseThrow().savedAt()).isPresent();
    assertThat(names()).containsExactly("source_orders.state");
  }

  @Test
  void shouldMakeItsFolderWhenThatIsMissing() throws IOException {
    StateFile file = new StateFolder(folder.resolve("a/b")).source("orders");

    file.save("random", STATE);

    assertThat(file.path()).exists();
  }

  @Test
  void shouldStayInItsFolderWhateverTheKeyIs() {
    assertThat(new StateFolder(folder).source("../../etc/x y").path())
        .isEqualTo(folder.resolve("source_..%2F..%2Fetc%2Fx%20y.state"));
    assertThat(new StateFolder(folder).source("Orders-2.eu_1").path())
        .isEqualTo(folder.resolve("source_Orders-2.eu_1.state"));
  }

  @Test
  void shouldReadAFileOfTheRustRuntimeAndKeepItWhenAStateIsSaved() throws IOException {
    Files.write(file().path(), RUST);

    assertThat(file().load("random")).hasValueSatisfying(s -> assertThat(s).isEqualTo(RUST));
    assertThat(file().load().orElseThrow().isOfRustRuntime()).isTrue();
    file().save("random", STATE);
    file().save("random", STATE);

    assertThat(file().load("random")).hasValueSatisfying(s -> assertThat(s).isEqualTo(STATE));
    assertThat(Files.readAllBytes(folder.resolve("source_orders.state.rust"))).isEqualTo(RUST);
  }

  @Test
  void shouldStartAnewWhenTheFileIsEmptyAsTheRustRuntimeLeavesIt() throws IOException {
    Files.createFile(file().path());

    assertThat(file().load("random")).isEmpty();
  }

  @Test
  void shouldNameTheFileWhenItIsCutOffAnywhere() throws IOException {
    file().save("random", STATE);
    byte[] whole = Files.readAllBytes(file().path());
    for (int length = 1; length < whole.length; length++) {
      Files.write(file().path(), Arrays.copyOf(whole, length));
      assertDamaged("cut off behind " + length);
    }
  }

  @Test
  void shouldNameTheFileWhenABitOfTheStateHasChanged() throws IOException {
    file().save("random", STATE);
    byte[] content = Files.readAllBytes(file().path());
    int at = new String(content, StandardCharsets.ISO_8859_1).indexOf("where");
    content[at] ^= 1;
    Files.write(file().path(), content);

    assertDamaged("a bit");
  }

  @Test
  void shouldNameTheFileWhenItHoldsSomethingElse() throws IOException {
    Files.writeString(file().path(), "{\"a\": 1}");
    assertDamaged("text");
    Files.write(file().path(), new byte[4096]);
    assertDamaged("zeros, as a file system leaves them after a crash");
  }

  private void assertDamaged(String what) {
    assertThatThrownBy(() -> file().load("random"))
        .as(what)
        .isInstanceOfSatisfying(
            ConnectException.class,
            e -> assertThat(e.category()).isEqualTo(ErrorCategory.CONFIGURATION))
        .hasMessageContaining("the state file " + file().path() + " is damaged: ")
        .hasMessageContaining("delete it to have the source start anew");
  }

  @Test
  void shouldRefuseTheStateOfAnotherConnector() throws IOException {
    file().save("postgres", STATE);

    assertThatThrownBy(() -> file().load("random"))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining(file().path().toString())
        .hasMessageContaining("is that of a postgres source and not of a random source");
  }

  @Test
  void shouldKeepTheStateBeforeWhenTheDiskIsFull() throws IOException {
    Path full = Path.of("/dev/full");
    Assumptions.assumeTrue(Files.isWritable(full), "needs /dev/full");
    file().save("random", STATE);
    // What is written to this name goes to a device that has no room.
    Path written = folder.resolve("source_orders.state.tmp");
    Files.createSymbolicLink(written, full);

    assertThatThrownBy(() -> file().save("random", RUST))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("the state file " + file().path() + " cannot be written")
        .hasMessageContaining("No space left on device");

    assertThat(file().load("random")).hasValueSatisfying(s -> assertThat(s).isEqualTo(STATE));
    assertThat(written).doesNotExist();
    file().save("random", RUST);
    assertThat(file().load("random")).hasValueSatisfying(s -> assertThat(s).isEqualTo(RUST));
  }

  @Test
  void shouldBeHeldByOneTaskAtATime() throws IOException {
    try (StateLock held = file().lock()) {
      assertThatThrownBy(() -> file().lock())
          .as("while there is %s", held)
          .isInstanceOfSatisfying(
              ConnectException.class,
              e -> assertThat(e.category()).isEqualTo(ErrorCategory.TRANSIENT))
          .hasMessageContaining(file().path() + " is in use by another task or runtime");
    }
    file().lock().close();
  }

  @Test
  void shouldForgetWhenDeleted() throws IOException {
    file().save("random", STATE);

    assertThat(file().delete()).isTrue();
    assertThat(file().delete()).isFalse();
    assertThat(file().load("random")).isEmpty();
  }

  private StateFile file() {
    return new StateFolder(folder).source("orders");
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }
}
