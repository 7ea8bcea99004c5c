// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.interop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.iggy.connector.client.IggyAddress;

/**
 * The official Python SDK in a process of its own, called method by method ({@code
 * src/test/python/sdk_session.py} is its end of the conversation). One connection and one session.
 * One thread uses it.
 *
 * <p>{@code -Dpython.sdk=/path/to/python} says which Python has the SDK; without it, the one that
 * {@code .ci/python-sdk} makes.
 */
final class PythonSdk implements AutoCloseable {
  private static final Path PYTHON =
      Path.of(System.getProperty("python.sdk", "../target/python-sdk/bin/python"));
  private static final Path PROGRAM = Path.of("src", "test", "python", "sdk_session.py");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long LIMIT_SECONDS = 60;
  private static final String END = "";

  private final Process process;
  private final BufferedWriter in;
  private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

  private PythonSdk(Process process) {
    this.process = process;
    this.in =
        new BufferedWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
    Thread reader = new Thread(this::read, "python-sdk");
    reader.setDaemon(true);
    reader.start();
  }

  /** Whether there is a Python with the SDK. */
  static boolean isInstalled() {
    return !PYTHON.toString().isEmpty() && Files.isExecutable(PYTHON);
  }

  /** Connects and logs the root user in. */
  static PythonSdk connect(IggyAddress server) {
    PythonSdk sdk = start(server);
    sdk.call("login_user", "iggy", "iggy");
    return sdk;
  }

  private static PythonSdk start(IggyAddress server) {
    try {
      return new PythonSdk(
          new ProcessBuilder(PYTHON.toString(), PROGRAM.toString(), server.toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read() {
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      out.lines().forEach(answers::add);
    } catch (IOException | UncheckedIOException e) {
      answers.add("{\"error\":\"" + e.getClass().getSimpleName() + "\"}");
    }
    answers.add(END);
  }

  /** A value of a class of the SDK, such as {@code Partitioning.balanced}. */
  static Map<String, Object> value(String type, Object... arguments) {
    return Map.of("type", type, "args", List.of(arguments));
  }

  /** Bytes. */
  static Map<String, Object> bytes(byte... bytes) {
    return Map.of("hex", Hex.of(bytes));
  }

  /** Calls a method of the SDK's client and returns its result. */
  JsonNode call(String method, Object... arguments) {
    return callNamed(method, Map.of(), arguments);
  }

  /** The same for a method with arguments that have to be named. */
  JsonNode callNamed(String method, Map<String, Object> named, Object... arguments) {
    JsonNode answer = exchange(method, named, arguments);
    if (answer.has("error")) {
      throw new AssertionError(method + Arrays.toString(arguments) + ": " + answer.get("error"));
    }
    return answer.get("ok");
  }

  /** Calls a method that has to fail, and returns what the SDK says. */
  String failure(String method, Object... arguments) {
    JsonNode answer = exchange(method, Map.of(), arguments);
    if (!answer.has("error")) {
      throw new AssertionError(method + " did not fail: " + answer);
    }
    return answer.get("error").asText();
  }

  private JsonNode exchange(String method, Map<String, Object> named, Object... arguments) {
    try {
      in.write(JSON.writeValueAsString(List.of(method, Arrays.asList(arguments), named)));
      in.newLine();
      in.flush();
      String answer = answers.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
      if (answer == null || answer.equals(END)) {
        throw new AssertionError("the Python SDK does not answer " + method);
      }
      return JSON.readTree(answer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /** Ends the process, and with it the session. */
  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
