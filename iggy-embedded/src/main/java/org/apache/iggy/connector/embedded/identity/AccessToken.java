// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A personal access token as it is kept: only its hash, never the token.
 *
 * @param name unique among the user's tokens
 * @param hash SHA-256 of the token, in hex
 * @param expiryAtMicros when it stops working, microseconds since the epoch; {@link #NEVER}
 */
public record AccessToken(String name, String hash, long expiryAtMicros) {
  /** Expiry of a token that works for ever. */
  public static final long NEVER = 0;

  private static final int TOKEN_BYTES = 50;
  private static final SecureRandom RANDOM = new SecureRandom();

  /** A new secret token, to be shown once. */
  public static String generate() {
    byte[] token = new byte[TOKEN_BYTES];
    RANDOM.nextBytes(token);
    return Base64.getEncoder().encodeToString(token);
  }

  /** The hash that a token is kept and looked up by. */
  public static String hash(String token) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Whether it has stopped working. */
  public boolean isExpired(long nowMicros) {
    return expiryAtMicros != NEVER && expiryAtMicros <= nowMicros;
  }

  @Override
  public String toString() {
    return "AccessToken{name=" + name + ", expiryAtMicros=" + expiryAtMicros + "}";
  }
}
