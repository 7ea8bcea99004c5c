// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.pinot.config;

/** The classes that a table on Iggy names. */
public final class PluginClasses {
  /** What makes consumers. */
  public static final String CONSUMER_FACTORY =
      "org.apache.iggy.connector.pinot.consumer.IggyConsumerFactory";

  /** The plugin's own decoder. */
  public static final String JSON_DECODER =
      "org.apache.iggy.connector.pinot.decoder.IggyJsonMessageDecoder";

  private PluginClasses() {}
}
