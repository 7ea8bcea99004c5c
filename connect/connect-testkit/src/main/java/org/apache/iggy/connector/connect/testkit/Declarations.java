// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.testkit;

import java.lang.reflect.Method;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** Has a contract follow what a connector declares that it cannot do. */
final class Declarations {
  private Declarations() {}

  /** Skips the test, with the declared reason, when it needs a behaviour that is not there. */
  static void follow(Method test, Map<Behaviour, String> lacking) {
    Delivery delivery = test.getAnnotation(Delivery.class);
    if (delivery == null) {
      return;
    }
    for (Behaviour needed : delivery.needs()) {
      skip(needed, lacking);
    }
  }

  /** Skips the test when a behaviour is declared away. */
  static void skip(Behaviour needed, Map<Behaviour, String> lacking) {
    if (lacking.containsKey(needed)) {
      Assumptions.abort("declared without " + needed + ": " + lacking.get(needed));
    }
  }
}
