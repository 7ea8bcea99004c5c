// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.http.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.prometheusmetrics.PrometheusNamingConvention;

/**
 * Lets gauges end in {@code _total}, as some of the Rust runtime's do; elsewhere that is for
 * counters, and cut off.
 */
final class UpstreamNames extends PrometheusNamingConvention {
  @Override
  public String name(String name, Meter.Type type, String baseUnit) {
    String conventional = super.name(name, type, baseUnit);
    return type == Meter.Type.GAUGE && name.endsWith(".total")
        ? conventional + "_total"
        : conventional;
  }
}
