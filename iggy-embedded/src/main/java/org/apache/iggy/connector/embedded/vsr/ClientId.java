// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.vsr;

import org.apache.iggy.connector.protocol.vsr.VsrRequest;

/**
 * The number that a VSR client chooses for itself, u128.
 *
 * @param low the low 64 bits
 * @param high the high 64 bits
 */
public record ClientId(long low, long high) {
  /** The client that a request says it is from. */
  public static ClientId of(VsrRequest request) {
    return new ClientId(request.clientLow(), request.clientHigh());
  }
}
