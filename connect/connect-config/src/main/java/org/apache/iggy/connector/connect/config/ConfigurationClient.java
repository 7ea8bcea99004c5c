// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.config;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Sends requests to a server that has connectors' configurations, and sends them again when that
 * may help. Thread-safe.
 */
final class ConfigurationClient {
  private static final int NOT_FOUND = 404;
  private static final int REQUEST_TIMEOUT = 408;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int MAX_ERROR_LENGTH = 300;

  private final ProviderSettings.Http settings;
  private final HttpClient client;

  ConfigurationClient(ProviderSettings.Http settings) {
    this.settings = settings;
    HttpClient.Builder builder = HttpClient.newBuilder();
    if (!settings.timeout().isZero()) {
      builder.connectTimeout(settings.timeout());
    }
    this.client = builder.build();
  }

  /**
   * Sends a request.
   *
   * @param body JSON, if there is one
   * @return the body of the answer; empty when there is nothing of that kind (404)
   * @throws ProviderException when it failed as often as the settings say, or was refused
   */
  Optional<String> send(String method, String url, Optional<String> body) {
    RetrySettings retry = settings.retry();
    int attempts = retry.enabled() ? 1 + retry.maxAttempts() : 1;
    for (int attempt = 1; ; attempt++) {
      Outcome outcome = attempt(method, url, body);
      if (outcome.failure() == null) {
        return outcome.body();
      }
      if (attempt >= attempts || !outcome.mayPass()) {
        String often = attempt == 1 ? "" : " (" + attempt + " attempts)";
        throw new ProviderException(
            method + " " + Redaction.withoutUserInfo(url) + " " + outcome.failure() + often);
      }
      pause(retry, attempt);
    }
  }

  /** What came of one attempt: a body, none, or a failure. */
  private record Outcome(Optional<String> body, String failure, boolean mayPass) {}

  private Outcome attempt(String method, String url, Optional<String> body) {
    try {
      HttpResponse<String> response =
          client.send(request(method, url, body), HttpResponse.BodyHandlers.ofString());
      int status = response.statusCode();
      if (status >= 200 && status < 300) {
        return new Outcome(Optional.of(response.body()), null, false);
      }
      if (status == NOT_FOUND) {
        return new Outcome(Optional.empty(), null, false);
      }
      boolean mayPass = status >= 500 || status == REQUEST_TIMEOUT || status == TOO_MANY_REQUESTS;
      return new Outcome(
          Optional.empty(), "answered " + status + " " + shortened(response.body()), mayPass);
    } catch (IOException e) {
      String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      return new Outcome(Optional.empty(), "failed: " + reason, true);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Outcome(Optional.empty(), "was interrupted", false);
    }
  }

  private static String shortened(String body) {
    String line = body.strip().replaceAll("\\s+", " ");
    return line.length() <= MAX_ERROR_LENGTH ? line : line.substring(0, MAX_ERROR_LENGTH) + " ...";
  }

  private HttpRequest request(String method, String url, Optional<String> body) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(url));
    if (!settings.timeout().isZero()) {
      request.timeout(settings.timeout());
    }
    settings.requestHeaders().forEach(request::setHeader);
    body.ifPresent(json -> request.setHeader("content-type", "application/json"));
    return request
        .method(
            method,
            body.map(HttpRequest.BodyPublishers::ofString)
                .orElseGet(HttpRequest.BodyPublishers::noBody))
        .build();
  }

  private static URI uri(String url) {
    try {
      return URI.create(url);
    } catch (IllegalArgumentException e) {
      throw new ProviderException(Redaction.withoutUserInfo(url) + " is not a URL", e);
    }
  }

  /** Full jitter above half of the wait, as those who failed together should not come together. */
  private static void pause(RetrySettings retry, int attempt) {
    double wait =
        (double) retry.initialBackoff().toMillis() * Math.pow(retry.multiplier(), attempt - 1.0);
    double bounded = Math.min(wait, (double) retry.maxBackoff().toMillis());
    Duration jittered =
        Duration.ofMillis(Math.round(bounded * ThreadLocalRandom.current().nextDouble(0.5, 1)));
    try {
      Thread.sleep(jittered.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
