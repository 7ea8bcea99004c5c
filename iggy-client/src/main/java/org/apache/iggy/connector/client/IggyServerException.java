// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client;

import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.status.IggyStatus;

/** The server's refusal of a command; the connection that brought it can be used further. */
public final class IggyServerException extends IggyException {
  private static final long serialVersionUID = 1L;

  private final IggyStatus status;
  private final int statusCode;
  private final CommandCode command;

  /** Creates the exception for a response with this status. */
  public IggyServerException(CommandCode command, int statusCode) {
    this(command, statusCode, IggyStatus.of(statusCode));
  }

  private IggyServerException(CommandCode command, int statusCode, IggyStatus status) {
    super(
        status.category(),
        command
            + " was refused with status "
            + statusCode
            + " "
            + status
            + ": "
            + status.description());
    this.command = command;
    this.statusCode = statusCode;
    this.status = status;
  }

  /** The server's status; {@link IggyStatus#UNKNOWN} when the number has no name here. */
  public IggyStatus status() {
    return status;
  }

  /**
   * Whether the server has ended the session rather than refused the request: nothing was done, and
   * the connection is of no further use.
   */
  public boolean endsSession() {
    return status == IggyStatus.STALE_CLIENT
        || status == IggyStatus.CLIENT_NOT_FOUND
        || status == IggyStatus.UNAUTHENTICATED
        || status == IggyStatus.DISCONNECTED;
  }

  /**
   * Whether the server could not decide in time rather than refuse: the request may have been
   * carried out or may yet be ({@link IggyStatus#TRANSIENT_NOT_COMMITTED}), or was not taken at all
   * ({@link IggyStatus#TRANSIENT_NOT_ACCEPTED}). The connection has asked again until its deadline.
   */
  public boolean isUndecided() {
    return status == IggyStatus.TRANSIENT_NOT_COMMITTED
        || status == IggyStatus.TRANSIENT_NOT_ACCEPTED;
  }

  /**
   * Whether a member of a group was refused an offset because the partition is another member's, or
   * nobody's yet. A server of 0.9 does not tell this from a partition that does not exist.
   */
  public boolean isOfAnotherMember() {
    return status == IggyStatus.NOT_RESOLVED_CONSUMER
        || status == IggyStatus.RESOURCE_NOT_FOUND
        || status == IggyStatus.CONSUMER_GROUP_PARTITION_NOT_OWNED;
  }

  /** The status as the server sent it. */
  public int statusCode() {
    return statusCode;
  }

  /** The command that was refused. */
  public CommandCode command() {
    return command;
  }
}
