// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded;

import java.util.Locale;

/** Which generations of the protocol a server speaks on its port. */
public enum ServedProtocols {
  /** The legacy framing only, as Iggy 0.6 to 0.8. */
  LEGACY,
  /** VSR framing only, as Iggy 0.9. */
  VSR,
  /**
   * Each client's own: the first bytes of a connection tell. The request by which a client finds
   * out what a server speaks is answered as a VSR server does.
   */
  BOTH;

  private static final String PROPERTY = "iggy.embedded.protocols";

  /** What the system property says, {@link #BOTH} without it. */
  static ServedProtocols byDefault() {
    String told = System.getProperty(PROPERTY, "");
    if (told.isBlank()) {
      return BOTH;
    }
    try {
      return valueOf(told.trim().toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          PROPERTY + " is '" + told + "', it must be legacy, vsr or both", e);
    }
  }

  boolean includeLegacy() {
    return this != VSR;
  }

  boolean includeVsr() {
    return this != LEGACY;
  }
}
