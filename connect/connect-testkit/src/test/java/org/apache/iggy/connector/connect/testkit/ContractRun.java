// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.testkit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** Runs a contract as somebody's test, to see what it finds. */
final class ContractRun {
  private ContractRun() {}

  /** All its deliveries. */
  static Events of(Class<?> contract) {
    return run(selectClass(contract));
  }

  /** One of its deliveries, by the method's name. */
  static Events of(Class<?> contract, String delivery) {
    return run(selectMethod(contract, delivery));
  }

  private static Events run(DiscoverySelector selector) {
    return EngineTestKit.engine("junit-jupiter").selectors(selector).execute().testEvents();
  }
}
