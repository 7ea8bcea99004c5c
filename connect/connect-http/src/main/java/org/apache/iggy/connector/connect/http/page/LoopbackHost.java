// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.http.page;

import java.net.URI;
import java.util.Locale;
import java.util.Set;

/**
 * The names by which programs on this machine call it.
 *
 * <p>A page of another site can point its own name at 127.0.0.1 (DNS rebinding) and so read what a
 * server here answers. But that name then stands in the Host header.
 */
public final class LoopbackHost {
  private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

  private LoopbackHost() {}

  /**
   * Whether a request names this machine.
   *
   * @param host the Host header, with or without a port; null when there is none
   */
  public static boolean isNamedBy(String host) {
    return host != null && NAMES.contains(withoutPort(host));
  }

  private static String withoutPort(String host) {
    try {
      String name = URI.create("http://" + host).getHost();
      return name == null ? "" : name.toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
