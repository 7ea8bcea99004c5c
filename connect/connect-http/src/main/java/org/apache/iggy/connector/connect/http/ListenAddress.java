// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.http;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Where the API listens.
 *
 * @param host a name or an address, IPv6 in brackets
 * @param port a port; 0 for any free one
 */
record ListenAddress(String host, int port) {
  /** Reads {@code host:port}, whose form the configuration has checked. */
  static ListenAddress of(String address) {
    int colon = address.lastIndexOf(':');
    return new ListenAddress(
        address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
  }

  /** Whether only this machine reaches it. */
  boolean isLoopback() {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
