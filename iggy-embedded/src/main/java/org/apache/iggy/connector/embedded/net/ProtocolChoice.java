// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.iggy.connector.embedded.command.CommandDispatcher;
import org.apache.iggy.connector.embedded.release.IggyRelease;
import org.apache.iggy.connector.embedded.session.Session;
import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.framing.LegacyFraming;
import org.apache.iggy.connector.protocol.vsr.VsrHeader;
import org.apache.iggy.connector.protocol.vsr.VsrRequest;

/**
 * Chooses the generation of the protocol for a connection: the only one that the server speaks, or
 * the one that the client's first bytes are of.
 *
 * <p>A legacy frame begins with its length, which is never 0, and a command's code. A VSR frame
 * begins with a checksum, which clients leave 0, but for the one by which they find out what a
 * server speaks: its first 8 bytes are a legacy frame's header. Further behind it is a VSR frame,
 * and it is served as such.
 */
public final class ProtocolChoice {
  private static final int FIRST_LEGACY_BYTES = LegacyFraming.REQUEST_HEADER_LENGTH;

  private final CommandDispatcher legacy;
  private final IggyRelease legacyRelease;
  private final VsrService vsr;

  /**
   * Creates it.
   *
   * @param legacy executes legacy commands; null when the server does not speak it
   * @param legacyRelease what legacy clients take the server for
   * @param vsr serves VSR clients; null when the server does not speak it
   */
  public ProtocolChoice(CommandDispatcher legacy, IggyRelease legacyRelease, VsrService vsr) {
    this.legacy = legacy;
    this.legacyRelease = legacyRelease;
    this.vsr = vsr;
  }

  /** Waits for the first bytes, if the choice depends on them. */
  ProtocolHandler handlerOf(Session session, RequestInput in, ResponseOutput out)
      throws IOException {
    boolean speaksVsr = legacy == null || (vsr != null && beginsInVsr(in));
    return speaksVsr
        ? new VsrHandler(session, vsr, in, out)
        : new LegacyHandler(session, legacy, legacyRelease, in, out);
  }

  private static boolean beginsInVsr(RequestInput in) throws IOException {
    ByteBuffer first = in.peek(FIRST_LEGACY_BYTES);
    if (first.remaining() < FIRST_LEGACY_BYTES) {
      return false;
    }
    if (first.getLong(0) == 0) {
      return true;
    }
    boolean asksWhatIsSpoken =
        LegacyFraming.requestCode(first) == CommandCode.GET_ME.code()
            && LegacyFraming.requestBodyLength(first) > 0;
    return asksWhatIsSpoken && isVsrRequest(in.peek(VsrHeader.LENGTH));
  }

  private static boolean isVsrRequest(ByteBuffer frame) {
    return frame.remaining() == VsrHeader.LENGTH
        && VsrRequest.read(frame).disposition() == VsrRequest.Disposition.ANSWER;
  }
}
