// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.config;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Pattern;

/**
 * Hides secrets in texts and structures: every value that was found to be secret when the
 * configuration was read, and passwords in URLs. Thread-safe; it learns more secrets while a
 * runtime loads more configurations.
 */
public final class Redaction {
  /** What is shown in place of a secret. */
  public static final String MASK = "******";

  /** Shorter secrets are hidden only where they stand alone: they may be a part of any word. */
  private static final int LEAST_LENGTH_INSIDE_WORDS = 6;

  private static final Pattern USER_INFO =
      Pattern.compile("(?i)\\b([a-z][a-z0-9+.-]*://[^\\s/:@]*):[^\\s/@]*@");
  private static final Pattern PASSWORD_PARAMETER =
      Pattern.compile("(?i)([?&;\\s](?:password|token|secret|api_?key)=)[^\\s&;]+");
  private static final Pattern SECRET_NAME =
      Pattern.compile(
          "(?i).*(password|passwd|secret|token|api_?key|access_?key|credential|private_?key"
              + "|connection_?(string|uri)).*");

  /** The longest first, so that one that is a part of another leaves nothing of it. */
  private final Set<String> secrets =
      new ConcurrentSkipListSet<>(
          Comparator.comparingInt(String::length).reversed().thenComparing(text -> text));

  /** Hides this value from now on; nothing when it is blank. */
  public void add(String secret) {
    if (!secret.isBlank()) {
      secrets.add(secret);
    }
  }

  /** The text without secrets; null for null. */
  public String redact(String text) {
    if (text == null) {
      return null;
    }
    String shown = text;
    for (String secret : secrets) {
      if (shown.contains(secret)) {
        shown = hide(shown, secret);
      }
    }
    return withoutUserInfo(shown);
  }

  private static String hide(String text, String secret) {
    if (secret.length() >= LEAST_LENGTH_INSIDE_WORDS) {
      return text.replace(secret, MASK);
    }
    return Pattern.compile("(?<![\\w-])" + Pattern.quote(secret) + "(?![\\w-])")
        .matcher(text)
        .replaceAll(MASK);
  }

  /** A copy of maps, lists and texts without secrets, also not under names that sound like one. */
  public Object redactValues(Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> shown = new LinkedHashMap<>();
      map.forEach(
          (name, inner) ->
              shown.put(
                  String.valueOf(name),
                  isSecretName(String.valueOf(name)) ? maskAll(inner) : redactValues(inner)));
      return shown;
    }
    if (value instanceof List<?> list) {
      return list.stream().map(this::redactValues).toList();
    }
    return value instanceof String text ? redact(text) : value;
  }

  /** The mask for a value, and nothing for one that is empty: that there is none may be shown. */
  static Object maskAll(Object value) {
    return value == null || "".equals(value) ? value : MASK;
  }

  /** The mask for a text, and nothing for an empty one. */
  static String mask(String secret) {
    return secret.isEmpty() ? "" : MASK;
  }

  /** Whether a key of this name holds a secret, as far as a name can tell. */
  static boolean isSecretName(String name) {
    return SECRET_NAME.matcher(name).matches();
  }

  /** A text with URLs in it, whose passwords are hidden. */
  static String withoutUserInfo(String text) {
    String shown = USER_INFO.matcher(text).replaceAll("$1:" + MASK + "@");
    return PASSWORD_PARAMETER.matcher(shown).replaceAll("$1" + MASK);
  }

  /** How many secrets it knows. */
  @Override
  public String toString() {
    return "Redaction[" + secrets.size() + " secrets]";
  }
}
