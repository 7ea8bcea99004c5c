// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpStatus;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Set;

/** Refuses requests that do not show the API key, but for those that tell nothing. */
final class ApiKeyCheck implements Handler {
  /** The header that carries the key; {@code Authorization: Bearer} does, too. */
  static final String HEADER = "api-key";

  private static final String BEARER = "Bearer ";

  private final Set<String> publicPaths;
  private final byte[] expected;

  /**
   * A check for this key.
   *
   * @param apiKey empty to let everybody in
   */
  ApiKeyCheck(String apiKey, Set<String> publicPaths) {
    this.publicPaths = publicPaths;
    this.expected = apiKey.isEmpty() ? null : digest(apiKey);
  }

  @Override
  public void handle(Context context) {
    if (expected == null || publicPaths.contains(withoutSlash(context.path()))) {
      return;
    }
    // Digests are all of one length, so that the time says nothing of the key's, either.
    if (!MessageDigest.isEqual(expected, digest(shown(context)))) {
      context.header("WWW-Authenticate", "Bearer");
      throw new ApiException(
          HttpStatus.UNAUTHORIZED,
          "unauthorized",
          "send the runtime's http.api_key as header api-key");
    }
  }

  private static String shown(Context context) {
    String key = context.header(HEADER);
    if (key != null) {
      return key;
    }
    String authorization = context.header("Authorization");
    return authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? authorization.substring(BEARER.length())
        : "";
  }

  private static String withoutSlash(String path) {
    return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  private static byte[] digest(String key) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
