// SPDX-License-Identifier: Apache-2.0
/** Figures of a runtime: for Prometheus, for {@code /stats} and for the dashboard's charts. */
package org.apache.iggy.connector.connect.http.metrics;
