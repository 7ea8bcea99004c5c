// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded;

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

  boolean includeLegacy() {
    return this != VSR;
  }

  boolean includeVsr() {
    return this != LEGACY;
  }
}
