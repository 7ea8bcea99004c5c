// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Optional;

/**
 * A TCP port of this machine that a command is to listen on.
 *
 * @param flag the option that sets it
 * @param asked what the user asked for; empty for the default
 * @param usual the default, given up for a free one when it is taken
 */
public record LocalPort(String flag, Optional<Integer> asked, int usual) {
  private static final int MAX_PORT = 65_535;

  /**
   * The port to listen on; 0 for any free one.
   *
   * @throws CommandFailedException when the port that was asked for is taken or cannot be one
   */
  public int choose() {
    if (asked.isEmpty()) {
      return isFree(usual) ? usual : 0;
    }
    int port = asked.get();
    if (port < 0 || port > MAX_PORT) {
      throw new CommandFailedException(flag + " " + port + " is not within 0.." + MAX_PORT);
    }
    if (!isFree(port)) {
      throw new CommandFailedException(
          "port "
              + port
              + " is taken or not allowed: choose another by "
              + flag
              + ", 0 for any free one");
    }
    return port;
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
