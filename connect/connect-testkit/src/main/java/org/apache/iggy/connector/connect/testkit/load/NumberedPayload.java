// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.testkit.load;

import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * JSON documents that carry a number, by which a delivery is followed from one end to the other:
 * {@code {"n":17,"text":"xxx…"}}.
 */
public final class NumberedPayload {
  private static final Pattern NUMBER = Pattern.compile("\"n\"\\s*:\\s*(\\d{1,18})(?!\\d)");

  private NumberedPayload() {}

  /** The document of a number, at least so many bytes long. */
  public static byte[] of(long number, int sizeBytes) {
    String head = "{\"n\":" + number + ",\"text\":\"";
    int filling = Math.max(0, sizeBytes - head.length() - 2);
    return (head + "x".repeat(filling) + "\"}").getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The number in a document, which may have been written anew in other words; none if it has none.
   */
  public static OptionalLong numberIn(byte[] document) {
    return numberIn(new String(document, StandardCharsets.UTF_8));
  }

  /** The number in a document; none if it has none. */
  public static OptionalLong numberIn(String document) {
    Matcher found = NUMBER.matcher(document);
    return found.find() ? OptionalLong.of(Long.parseLong(found.group(1))) : OptionalLong.empty();
  }
}
