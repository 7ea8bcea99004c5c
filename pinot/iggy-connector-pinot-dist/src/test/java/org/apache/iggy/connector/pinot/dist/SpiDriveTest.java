// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.iggy.connector.client.ConnectionOptions;
import org.apache.iggy.connector.client.Credentials;
import org.apache.iggy.connector.client.IggyAddress;
import org.apache.iggy.connector.client.IggyClient;
import org.apache.iggy.connector.embedded.EmbeddedIggyServer;
import org.apache.iggy.connector.pinot.drive.SpiDrive;
import org.apache.iggy.connector.protocol.message.MessageBatchEncoder;
import org.apache.iggy.connector.protocol.message.Partitioning;
import org.apache.iggy.connector.protocol.message.UserHeaders;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Has {@link SpiDrive} call every method of the SPI on the packed jar: beside each release of
 * pinot-spi, loaded in both ways that Pinot loads plugins, on this JVM and on those at {@code
 * -Dother.jvms=home:home}. Each drive has a JVM of its own, because Pinot's realms look at the
 * class path that the JVM was started with.
 */
class SpiDriveTest {
  private static final long TIMEOUT_SECONDS = 120;
  private static final Identifier STREAM = Identifier.named("analytics");
  private static final Identifier TOPIC = Identifier.named("events");

  @TempDir static Path directory;
  private static EmbeddedIggyServer server;

  @BeforeAll
  static void fillTopic() {
    server = EmbeddedIggyServer.start();
    ConnectionOptions options =
        ConnectionOptions.builder(IggyAddress.of(server.host(), server.port()))
            .credentials(Credentials.password("iggy", "iggy"))
            .build();
    try (IggyClient client = IggyClient.connect(options, 1)) {
      client.streams().create(STREAM.name());
      client.topics().create(STREAM, TOPIC.name(), 2);
      MessageBatchEncoder batch = new MessageBatchEncoder();
      batch.add(bytes("{\"a\":1}"), UserHeaders.builder().put("user", "u1").build(), 0);
      batch.add(bytes(""), UserHeaders.empty(), 0);
      batch.add(bytes("{\"a\":2}"), UserHeaders.empty(), 0);
      client.messages().send(STREAM, TOPIC, Partitioning.partition(1), batch.batch());
    }
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static Stream<Arguments> releases() throws IOException {
    return Stream.concat(
            Stream.of(PackedPlugin.pinotJars()),
            PackedPlugin.otherPinotSpiJars().stream().map(PackedPlugin::pinotJarsWith))
        .map(jars -> Arguments.argumentSet(spiOf(jars), jars));
  }

  static Stream<Arguments> releasesOnOtherJvms() throws IOException {
    List<String> homes =
        Arrays.stream(System.getProperty("other.jvms", "").split(File.pathSeparator))
            .filter(home -> !home.isBlank())
            .toList();
    return releases()
        .flatMap(
            release ->
                homes.stream()
                    .map(
                        home ->
                            Arguments.argumentSet(
                                home + " " + spiOf(jars(release)), Path.of(home), jars(release))));
  }

  @SuppressWarnings("unchecked")
  private static List<URL> jars(Arguments release) {
    return (List<URL>) release.get()[0];
  }

  /** As pinot-admin.sh does: everything on one class path. */
  @ParameterizedTest
  @MethodSource("releases")
  void shouldAnswerEveryCallOnThePlainClassPath(List<URL> pinotJars) throws Exception {
    assertThat(drive(thisJvm(), withPlugin(pinotJars))).startsWith("drove ");
  }

  /** As Pinot's plugin manager does with a folder of its own for each plugin. */
  @ParameterizedTest
  @MethodSource("releases")
  void shouldAnswerEveryCallInARealm(List<URL> pinotJars) throws Exception {
    Path folder = PackedPlugin.unpackInto(Files.createTempDirectory(directory, "plugins"));
    assertThat(drive(thisJvm(), pinotJars, folder.toString())).startsWith("drove ");
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("releasesOnOtherJvms")
  void shouldAnswerEveryCallOnOtherJvms(Path javaHome, List<URL> pinotJars) throws Exception {
    assertThat(drive(javaHome, withPlugin(pinotJars))).startsWith("drove ");
  }

  private static Path thisJvm() {
    return Path.of(System.getProperty("java.home"));
  }

  private static List<URL> withPlugin(List<URL> pinotJars) {
    List<URL> classPath = new ArrayList<>(pinotJars);
    classPath.add(PackedPlugin.url(PackedPlugin.jar()));
    return classPath;
  }

  private static String spiOf(List<URL> jars) {
    return jars.stream()
        .map(jar -> Path.of(jar.getPath()).getFileName().toString())
        .filter(name -> name.startsWith("pinot-spi-"))
        .collect(Collectors.joining());
  }

  /** Returns the last line of the output of a JVM that drives the plugin. */
  private static String drive(Path javaHome, List<URL> classPath, String... folder)
      throws Exception {
    URL drive = SpiDrive.class.getProtectionDomain().getCodeSource().getLocation();
    List<String> command = new ArrayList<>();
    command.add(javaHome.resolve("bin/java").toString());
    command.add("-cp");
    command.add(
        Stream.concat(Stream.of(drive), classPath.stream())
            .map(URL::getPath)
            .collect(Collectors.joining(File.pathSeparator)));
    command.add(SpiDrive.class.getName());
    command.add(server.host());
    command.add(Integer.toString(server.port()));
    command.addAll(List.of(folder));
    Path output = Files.createTempFile(directory, "drive", ".txt");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("the drive hangs: " + Files.readString(output));
    }
    String text = Files.readString(output);
    assertThat(process.exitValue()).as(text).isZero();
    return text.lines().reduce((first, last) -> last).orElse("");
  }
}
