// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.metadata;

import org.apache.pinot.spi.stream.StreamMetadataProvider;

/** The name of a topic, as Pinot lists it. Immutable. */
final class IggyTopicMetadata implements StreamMetadataProvider.TopicMetadata {
  private final String name;

  IggyTopicMetadata(String name) {
    this.name = name;
  }

  @Override
  public String getName() {
    return name;
  }
}
