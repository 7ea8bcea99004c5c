// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.source;

import java.nio.file.Path;
import org.apache.iggy.connector.connect.testkit.KeyReference;
import org.junit.jupiter.api.Test;

class PostgresSourceReferenceTest {
  @Test
  void shouldDocumentItsKeysAsTheyAre() {
    KeyReference.check(
        Path.of("../../../docs/connectors/postgres-source.md"),
        "postgres source",
        new PostgresSourceConnector().spec());
  }
}
