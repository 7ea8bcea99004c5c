// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.sink;

import java.nio.file.Path;
import org.apache.iggy.connector.connect.testkit.KeyReference;
import org.junit.jupiter.api.Test;

class PostgresSinkReferenceTest {
  @Test
  void shouldHaveTheKeysInTheDocumentation() {
    KeyReference.check(
        Path.of("../../../docs/connectors/postgres-sink.md"), "postgres sink", SinkKeys.SPEC);
  }
}
