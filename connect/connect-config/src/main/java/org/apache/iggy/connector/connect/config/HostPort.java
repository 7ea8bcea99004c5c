// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.config;

import java.util.regex.Pattern;

/** The form of an address. */
final class HostPort {
  private static final Pattern FORM = Pattern.compile("(\\[[0-9a-fA-F:.%]+]|[^:/\\s]+):(\\d{1,5})");
  private static final int MAX_PORT = 65_535;

  private HostPort() {}

  static boolean isValid(String address) {
    var matcher = FORM.matcher(address);
    return matcher.matches() && Integer.parseInt(matcher.group(2)) <= MAX_PORT;
  }
}
