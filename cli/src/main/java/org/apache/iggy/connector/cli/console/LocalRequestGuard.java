// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.console;

import org.apache.iggy.connector.connect.http.page.LoopbackHost;

/**
 * Refuses requests that a page of some other site makes through the user's browser: its origin
 * stands in the Origin header, or its name in the Host header.
 */
final class LocalRequestGuard {
  private LocalRequestGuard() {}

  /**
   * Whether a request comes from this console's own page, or from no page at all.
   *
   * @param host the Host header; null when there is none
   * @param origin the Origin header; null when there is none
   */
  static boolean allows(String host, String origin) {
    return LoopbackHost.isNamedBy(host)
        && (origin == null || origin.equalsIgnoreCase("http://" + host));
  }
}
