// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.identity;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A password as it is kept: salted PBKDF2 with HMAC-SHA256.
 *
 * @param encoded iterations, salt and hash, separated by colons
 */
public record PasswordHash(String encoded) {
  /** Few for today: a client of tests logs in all the time. Kept with each hash, so it can rise. */
  private static final int ITERATIONS = 10_000;

  private static final int SALT_BYTES = 16;
  private static final int HASH_BITS = 256;
  private static final SecureRandom RANDOM = new SecureRandom();

  /** Hashes a password with a new salt. */
  public static PasswordHash of(String password) {
    byte[] salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    Base64.Encoder base64 = Base64.getEncoder();
    String hash = base64.encodeToString(derive(password, salt, ITERATIONS));
    return new PasswordHash(ITERATIONS + ":" + base64.encodeToString(salt) + ":" + hash);
  }

  /** Whether this is the password. */
  public boolean matches(String password) {
    int saltAt = encoded.indexOf(':') + 1;
    int hashAt = encoded.indexOf(':', saltAt) + 1;
    Base64.Decoder base64 = Base64.getDecoder();
    int iterations = Integer.parseInt(encoded.substring(0, saltAt - 1));
    byte[] salt = base64.decode(encoded.substring(saltAt, hashAt - 1));
    byte[] hash = base64.decode(encoded.substring(hashAt));
    return MessageDigest.isEqual(hash, derive(password, salt, iterations));
  }

  private static byte[] derive(String password, byte[] salt, int iterations) {
    PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, iterations, HASH_BITS);
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has PBKDF2WithHmacSHA256", e);
    } finally {
      spec.clearPassword();
    }
  }

  @Override
  public String toString() {
    return "PasswordHash";
  }
}
