// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.embedded;

/** Makes the parser's errors readable: the place and what stands there, not the whole grammar. */
final class SqlErrorText {
  private static final String TOKEN_LIST = "Was expecting";
  private static final String NOT_SINGLE_STAGE =
      "Pinot's single-stage engine cannot compile this query: joins need its multi-stage engine,"
          + " which is not embedded, and values of SET must be literals";

  private SqlErrorText() {}

  /** The innermost message that names a place in the SQL, else the innermost message. */
  static String of(Throwable error) {
    String text = error.toString();
    boolean namesPlace = false;
    for (Throwable each = error; each != null; each = each.getCause()) {
      if (each instanceof ClassCastException) {
        // The way in which Pinot's parser meets a join, or an option that is not a literal.
        return NOT_SINGLE_STAGE;
      }
      String message = each.getMessage() == null ? each.toString() : each.getMessage();
      boolean alsoNamesPlace = message.contains("line ");
      if (alsoNamesPlace || !namesPlace) {
        text = message;
        namesPlace = alsoNamesPlace;
      }
    }
    return withoutTokenList(text).strip();
  }

  private static String withoutTokenList(String message) {
    int tokenList = message.indexOf(TOKEN_LIST);
    return tokenList > 0 ? message.substring(0, tokenList) : message;
  }
}
