// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.embedded;

import org.apache.pinot.common.metrics.ServerMetrics;
import org.apache.pinot.core.data.manager.realtime.SegmentBuildTimeLeaseExtender;
import org.apache.pinot.spi.metrics.NoopPinotMetricsRegistry;

/**
 * What Pinot keeps in static fields, set up by the first embedded Pinot of the JVM and torn down by
 * the last.
 */
final class PinotJvmState {
  private static int users;

  private PinotJvmState() {}

  /** Sets up the static state unless that is done. */
  static synchronized void acquire() {
    if (users++ == 0) {
      ServerMetrics.register(new ServerMetrics(new NoopPinotMetricsRegistry()));
      SegmentBuildTimeLeaseExtender.initExecutor();
      PinotReleaseBridge.enableRateLimits();
    }
  }

  /** Tears the static state down when nobody needs it any more. */
  static synchronized void release() {
    if (--users == 0) {
      SegmentBuildTimeLeaseExtender.shutdownExecutor();
      ServerMetrics.deregister();
    }
  }
}
