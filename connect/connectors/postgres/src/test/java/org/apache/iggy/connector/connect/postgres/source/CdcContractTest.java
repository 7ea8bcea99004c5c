// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.source;

import java.util.Map;
import org.apache.iggy.connector.connect.postgres.SharedPostgres;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;

/** The contract on the changes of a table. */
class CdcContractTest extends PostgresSourceContract {
  private boolean hasTwoAtOnce;
  private int slots;

  @BeforeEach
  void look(TestInfo test) {
    hasTwoAtOnce = test.getDisplayName().startsWith("shouldGoOnAfterAnOutage");
  }

  @Override
  String mode() {
    return "cdc";
  }

  /** A server that is asked to stop waits for a reader that, like a test, is behind. */
  @Override
  protected void takeSystemAway() {
    SharedPostgres.server().kill();
  }

  /** A slot has one reader. */
  @Override
  protected Map<String, Object> pluginConfig() {
    Map<String, Object> config = super.pluginConfig();
    if (hasTwoAtOnce) {
      config.put("replication_slot", "slot_" + slots++);
    }
    return config;
  }
}
