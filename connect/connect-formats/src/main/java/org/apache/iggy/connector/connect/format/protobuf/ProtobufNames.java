// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.format.protobuf;

/** Turns names as the paths of field masks have them: snake_case there, lowerCamelCase in JSON. */
final class ProtobufNames {
  private ProtobufNames() {}

  static String lowerCamelCase(String path) {
    StringBuilder text = new StringBuilder(path.length());
    boolean upper = false;
    for (int i = 0; i < path.length(); i++) {
      char next = path.charAt(i);
      if (next == '_') {
        upper = true;
      } else {
        text.append(upper ? Character.toUpperCase(next) : next);
        upper = false;
      }
    }
    return text.toString();
  }

  static String snakeCase(String path) {
    StringBuilder text = new StringBuilder(path.length() + 4);
    for (int i = 0; i < path.length(); i++) {
      char next = path.charAt(i);
      if (Character.isUpperCase(next)) {
        text.append('_');
      }
      text.append(Character.toLowerCase(next));
    }
    return text.toString();
  }
}
