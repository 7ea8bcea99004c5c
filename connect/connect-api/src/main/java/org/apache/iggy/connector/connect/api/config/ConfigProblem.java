// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.api.config;

/**
 * Something wrong in a configuration.
 *
 * @param path the key with the tables around it, such as {@code fields[2].value.static}
 * @param message the rule that it breaks, or what is missing, without the value; a nearest match
 *     when the key is unknown
 */
public record ConfigProblem(String path, String message) {
  @Override
  public String toString() {
    return path + " " + message;
  }
}
