// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.console;

import java.net.URI;
import java.util.Locale;
import java.util.Set;

/**
 * Refuses requests that a page of some other site makes through the user's browser.
 *
 * <p>Such a page can send requests to this machine, and by pointing its own name at 127.0.0.1 (DNS
 * rebinding) read the answers too. But its name then stands in the Host header, and its origin in
 * the Origin header.
 */
final class LocalRequestGuard {
  private static final Set<String> LOCAL_HOSTS = Set.of("localhost", "127.0.0.1", "[::1]");

  private LocalRequestGuard() {}

  /**
   * Whether a request comes from this console's own page, or from no page at all.
   *
   * @param host the Host header; null when there is none
   * @param origin the Origin header; null when there is none
   */
  static boolean allows(String host, String origin) {
    if (host == null || !LOCAL_HOSTS.contains(withoutPort(host))) {
      return false;
    }
    return origin == null || origin.equalsIgnoreCase("http://" + host);
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
