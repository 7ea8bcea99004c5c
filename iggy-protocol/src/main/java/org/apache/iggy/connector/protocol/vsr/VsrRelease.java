// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.vsr;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.apache.iggy.connector.protocol.topic.TopicOption;

/** The releases of Iggy that speak protocol 0.11, which differ in the topic options they know. */
public enum VsrRelease {
  /** The last pre-release. */
  EDGE_5(
      "0.9.0-edge.5",
      EnumSet.complementOf(
          EnumSet.of(TopicOption.DURABILITY, TopicOption.CONSUMER_OFFSET_DURABILITY))),

  /** The release. */
  FINAL("0.9.0", EnumSet.complementOf(EnumSet.of(TopicOption.ENFORCE_FSYNC)));

  private final String version;
  private final Set<TopicOption> topicOptions;

  VsrRelease(String version, Set<TopicOption> topicOptions) {
    this.version = version;
    this.topicOptions = Collections.unmodifiableSet(topicOptions);
  }

  /** The version that its servers tell at a login. */
  public String version() {
    return version;
  }

  /** The options that its servers know for topics; all others they refuse. */
  public Set<TopicOption> topicOptions() {
    return topicOptions;
  }
}
