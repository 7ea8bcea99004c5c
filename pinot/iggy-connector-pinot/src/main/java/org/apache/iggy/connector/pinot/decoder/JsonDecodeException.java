// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.decoder;

/**
 * Says that a message is not a well-formed JSON object, where, and why.
 *
 * <p>The message holds a position and a cause but no more of the payload than a short token or the
 * names of the fields around the fault, so it is of bounded length however large the payload is.
 */
public final class JsonDecodeException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int MAX_DETAIL_CHARS = 300;

  private final int byteOffset;

  JsonDecodeException(String topicName, Fault fault, int payloadBytes) {
    super(
        "Topic "
            + topicName
            + ": malformed JSON at byte "
            + fault.byteOffset
            + " of "
            + payloadBytes
            + (fault.path.isEmpty() ? "" : ", in " + printable(fault.path))
            + ": "
            + printable(fault.reason));
    byteOffset = fault.byteOffset;
  }

  /** Returns where the fault was noticed, in bytes from the start of the payload. */
  public int byteOffset() {
    return byteOffset;
  }

  /** Bounds what comes from a payload, and keeps it from forging lines in a log. */
  private static String printable(String text) {
    String bounded =
        text.length() <= MAX_DETAIL_CHARS ? text : text.substring(0, MAX_DETAIL_CHARS) + "...";
    return bounded.replaceAll("\\p{Cntrl}", "?");
  }

  /** What is wrong with a payload: the position, the path of names to it, and the reason. */
  static final class Fault {
    private final int byteOffset;
    private final String path;
    private final String reason;

    Fault(int byteOffset, String path, String reason) {
      this.byteOffset = byteOffset;
      this.path = path;
      this.reason = reason;
    }
  }
}
