// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.http.view;

import java.util.List;

/**
 * The runtime as a whole.
 *
 * @param startedAtMicros microseconds since 1970
 * @param notReadyBecause why it cannot do its work now, such as that it still starts; empty when it
 *     can
 */
public record RuntimeStatus(String version, long startedAtMicros, List<String> notReadyBecause) {
  /** Whether it can do its work. */
  public boolean ready() {
    return notReadyBecause.isEmpty();
  }
}
