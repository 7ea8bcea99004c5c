// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.stdout;

import java.util.Optional;
import org.apache.iggy.connector.connect.api.Codec;
import org.apache.iggy.connector.connect.api.ConnectorContext;
import org.apache.iggy.connector.connect.api.Schema;
import org.apache.iggy.connector.connect.format.CodecFactory;

/** What a connector is started with outside a runtime. */
record StandaloneContext() implements ConnectorContext {
  @Override
  public String connectorKey() {
    return "stdout";
  }

  @Override
  public int task() {
    return 0;
  }

  @Override
  public int tasks() {
    return 1;
  }

  @Override
  public Optional<byte[]> state() {
    return Optional.empty();
  }

  @Override
  public Codec codec(Schema schema) {
    return CodecFactory.create(schema);
  }

  @Override
  public boolean isStopping() {
    return false;
  }

  @Override
  public void warn(String message) {
    throw new AssertionError(message);
  }
}
