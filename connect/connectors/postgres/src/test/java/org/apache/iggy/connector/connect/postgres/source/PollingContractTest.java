// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.source;

/** The contract on a polled table. */
class PollingContractTest extends PostgresSourceContract {
  @Override
  String mode() {
    return "polling";
  }
}
