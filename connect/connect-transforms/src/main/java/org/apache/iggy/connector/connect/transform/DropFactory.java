// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.transform;

import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.ErrorCategory;
import org.apache.iggy.connector.connect.api.Transform;
import org.apache.iggy.connector.connect.api.config.Config;

/** {@code drop}: leaves whole messages out. */
public final class DropFactory extends ConditionalTransformFactory {
  /** For {@link java.util.ServiceLoader}. */
  public DropFactory() {
    super("drop", "Leaves out the messages for which its predicate holds.");
  }

  @Override
  Transform createAlways(Config config) {
    if (!config.isGiven(PREDICATE)) {
      throw new ConnectException(
          ErrorCategory.CONFIGURATION, "predicate is required: without one, drop drops everything");
    }
    return record -> null;
  }
}
