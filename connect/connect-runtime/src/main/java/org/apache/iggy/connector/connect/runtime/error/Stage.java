// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.error;

import java.util.Locale;

/** The steps of a connector's work in which something can go wrong, or take time. */
public enum Stage {
  /** Making, configuring and starting the connector. */
  START(Kind.CONNECTOR),
  /** A source polls its system. */
  POLL(Kind.CONNECTOR),
  /** A sink reads its topic. */
  FETCH(Kind.IGGY),
  /** A payload's bytes become a value. */
  DECODE(Kind.RECORD),
  /** A transform changes a record. */
  TRANSFORM(Kind.RECORD),
  /** A value becomes a payload's bytes. */
  ENCODE(Kind.RECORD),
  /** A sink writes a batch. */
  WRITE(Kind.RECORD),
  /** A source's records go to their topic. */
  SEND(Kind.IGGY),
  /** A sink's offset is stored on the server. */
  COMMIT(Kind.IGGY),
  /** A source's state is written to its file. */
  STATE(Kind.CONNECTOR),
  /** A source is told that its records are safe. */
  ACKNOWLEDGE(Kind.CONNECTOR),
  /** A rejected record goes to the dead letters. */
  DEAD_LETTER(Kind.IGGY),
  /** The connector lets go of everything. */
  STOP(Kind.CONNECTOR);

  /** What an error in a stage is an error of. */
  enum Kind {
    /** Records: they can be rejected alone. */
    RECORD,
    /** The Iggy server, or the way to it. */
    IGGY,
    /** The connector and its system. */
    CONNECTOR
  }

  private final Kind kind;

  Stage(Kind kind) {
    this.kind = kind;
  }

  Kind kind() {
    return kind;
  }

  /** As logs, headers and the HTTP API write it, such as {@code dead_letter}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
