// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.drive;

import java.util.Objects;

/** What the drive expects; a failure says what was asked. */
final class Check {
  private Check() {}

  static void equal(String what, Object actual, Object expected) {
    if (!Objects.equals(actual, expected)) {
      throw new IllegalStateException(what + " is " + actual + " and not " + expected);
    }
  }

  static void that(String what, boolean holds) {
    if (!holds) {
      throw new IllegalStateException("does not hold: " + what);
    }
  }
}
