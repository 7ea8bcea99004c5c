// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.vsr;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.framing.ProtocolGeneration;
import org.apache.iggy.connector.protocol.framing.UnsupportedCommandException;

/**
 * What a VSR request does, as its header says it.
 *
 * <p>Commands that change something have an operation of their own and are replicated before they
 * are answered; all others travel as {@link #NON_REPLICATED} with the command's code beside it.
 * Source: Iggy 0.9.0-edge.5. 0.9.0 has more codes for clusters of several nodes (14, 103, 104,
 * 123), which nobody needs who talks to the leader that the cluster's metadata names.
 */
public enum VsrOperation {
  /** A login: by name and password, or by token. */
  REGISTER(1, null),
  /** A command that is read from its code. */
  NON_REPLICATED(2, null),
  LOGOUT(3, CommandCode.LOGOUT_USER),
  CREATE_STREAM(128, CommandCode.CREATE_STREAM),
  UPDATE_STREAM(129, CommandCode.UPDATE_STREAM),
  DELETE_STREAM(130, CommandCode.DELETE_STREAM),
  PURGE_STREAM(131, CommandCode.PURGE_STREAM),
  CREATE_TOPIC(132, CommandCode.CREATE_TOPIC),
  UPDATE_TOPIC(133, CommandCode.UPDATE_TOPIC),
  DELETE_TOPIC(134, CommandCode.DELETE_TOPIC),
  PURGE_TOPIC(135, CommandCode.PURGE_TOPIC),
  CREATE_PARTITIONS(136, CommandCode.CREATE_PARTITIONS),
  DELETE_PARTITIONS(137, CommandCode.DELETE_PARTITIONS),
  DELETE_SEGMENTS(138, CommandCode.DELETE_SEGMENTS),
  CREATE_CONSUMER_GROUP(139, CommandCode.CREATE_CONSUMER_GROUP),
  DELETE_CONSUMER_GROUP(140, CommandCode.DELETE_CONSUMER_GROUP),
  CREATE_USER(141, CommandCode.CREATE_USER),
  UPDATE_USER(142, CommandCode.UPDATE_USER),
  DELETE_USER(143, CommandCode.DELETE_USER),
  CHANGE_PASSWORD(144, CommandCode.CHANGE_PASSWORD),
  UPDATE_PERMISSIONS(145, CommandCode.UPDATE_PERMISSIONS),
  CREATE_PERSONAL_ACCESS_TOKEN(146, CommandCode.CREATE_PERSONAL_ACCESS_TOKEN),
  DELETE_PERSONAL_ACCESS_TOKEN(147, CommandCode.DELETE_PERSONAL_ACCESS_TOKEN),
  JOIN_CONSUMER_GROUP(148, CommandCode.JOIN_CONSUMER_GROUP),
  LEAVE_CONSUMER_GROUP(149, CommandCode.LEAVE_CONSUMER_GROUP),
  SEND_MESSAGES(160, CommandCode.SEND_MESSAGES),
  STORE_CONSUMER_OFFSET(161, CommandCode.STORE_CONSUMER_OFFSET),
  DELETE_CONSUMER_OFFSET(162, CommandCode.DELETE_CONSUMER_OFFSET);

  private static final int FIRST_INTERNAL = 64;
  private static final int LAST_INTERNAL = 68;

  private static final VsrOperation[] BY_CODE = new VsrOperation[256];
  private static final Map<CommandCode, VsrOperation> BY_COMMAND = new EnumMap<>(CommandCode.class);

  static {
    for (CommandCode command : CommandCode.values()) {
      BY_COMMAND.put(command, NON_REPLICATED);
    }
    for (VsrOperation operation : values()) {
      BY_CODE[operation.code] = operation;
      operation.command().ifPresent(command -> BY_COMMAND.put(command, operation));
    }
    BY_COMMAND.put(CommandCode.LOGIN_USER, REGISTER);
    BY_COMMAND.put(CommandCode.LOGIN_WITH_PERSONAL_ACCESS_TOKEN, REGISTER);
    BY_COMMAND.remove(CommandCode.FLUSH_UNSAVED_BUFFER);
  }

  private final int code;
  private final Optional<CommandCode> command;

  VsrOperation(int code, CommandCode command) {
    this.code = code;
    this.command = Optional.ofNullable(command);
  }

  /**
   * The operation that carries a command.
   *
   * @throws UnsupportedCommandException when VSR does not have the command
   */
  public static VsrOperation of(CommandCode command) {
    VsrOperation operation = BY_COMMAND.get(command);
    if (operation == null) {
      throw new UnsupportedCommandException(command, ProtocolGeneration.VSR);
    }
    return operation;
  }

  /** The operation with this code, if it is one that clients may send. */
  public static Optional<VsrOperation> ofCode(int code) {
    return Optional.ofNullable(BY_CODE[code & 0xFF]);
  }

  /** Whether the code is one that servers send each other and clients may not. */
  public static boolean isInternal(int code) {
    return code >= FIRST_INTERNAL && code <= LAST_INTERNAL;
  }

  /**
   * Whether a reply of this operation, other than an empty one, begins with a result section:
   * {@code n u32, n x (index u32, status u32)}, where n is 0 for success.
   *
   * @param replyOperation the code in the reply's header, which may be an internal one
   */
  static boolean hasResultSection(int replyOperation) {
    if (isInternal(replyOperation) || replyOperation == REGISTER.code) {
      return true;
    }
    VsrOperation operation = BY_CODE[replyOperation & 0xFF];
    return (operation != null && operation.isMetadata())
        || operation == STORE_CONSUMER_OFFSET
        || operation == DELETE_CONSUMER_OFFSET;
  }

  /** The code on the wire. */
  public int code() {
    return code;
  }

  /** The command it carries; empty for logins and what is not replicated. */
  public Optional<CommandCode> command() {
    return command;
  }

  /** Whether it changes streams, topics, groups or users. */
  public boolean isMetadata() {
    return code >= CREATE_STREAM.code
        && code <= LEAVE_CONSUMER_GROUP.code
        && this != DELETE_SEGMENTS;
  }

  /**
   * Whether clients put the body's checksum into the header, as those of Iggy do: for logins,
   * logouts and what changes metadata.
   */
  public boolean isStamped() {
    return this == REGISTER || this == LOGOUT || this == DELETE_SEGMENTS || isMetadata();
  }

  /** The operation's code in the reply to it, unless it was refused before it came into the log. */
  int replyCode() {
    switch (this) {
      case CREATE_TOPIC:
        return 64;
      case CREATE_PARTITIONS:
        return 65;
      case DELETE_SEGMENTS:
        return 68;
      default:
        return code;
    }
  }
}
