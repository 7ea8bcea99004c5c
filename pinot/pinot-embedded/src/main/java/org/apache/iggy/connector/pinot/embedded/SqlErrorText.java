// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.embedded;

/** Makes the parser's errors readable: the place and what stands there, not the whole grammar. */
final class SqlErrorText {
  private static final String TOKEN_LIST = "Was expecting";

  private SqlErrorText() {}

  static String of(Throwable error) {
    Throwable root = error;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message = root.getMessage() == null ? root.toString() : root.getMessage();
    int tokenList = message.indexOf(TOKEN_LIST);
    return (tokenList > 0 ? message.substring(0, tokenList) : message).strip();
  }
}
