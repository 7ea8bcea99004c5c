// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.api;

import java.util.Optional;

/** What a started connector knows of the runtime around it. Thread-safe. */
public interface ConnectorContext {
  /** The connector's key in the configuration. */
  String connectorKey();

  /** Which of the connector's tasks this is, from 0. */
  int task();

  /** How many tasks the connector has in this runtime. */
  int tasks();

  /**
   * The state of the last batch that Iggy acknowledged, for a source; empty for one that starts
   * anew, and for sinks.
   */
  Optional<byte[]> state();

  /**
   * The codec of a format that needs no schema, JSON first of all: what a source makes payloads of,
   * as {@code Payload.ofValue(context.codec(Schema.JSON), map)}. Whatever a source gives is turned
   * into the format that its stream is configured with.
   *
   * @throws ConnectException of category CONFIGURATION when the format needs a schema that this
   *     connector's streams do not configure
   */
  Codec codec(Schema schema);

  /**
   * Whether the task is to end: long work in {@code poll} or {@code write} may look and give up.
   */
  boolean isStopping();

  /**
   * Tells users of something that is no error of a record: it is logged, counted, and shown with
   * the connector's recent errors.
   *
   * @param message without secrets
   */
  void warn(String message);
}
