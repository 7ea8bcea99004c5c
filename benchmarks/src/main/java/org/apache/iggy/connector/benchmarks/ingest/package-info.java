// SPDX-License-Identifier: Apache-2.0
/** Ways to fill a real Pinot table, side by side on the same events. */
package org.apache.iggy.connector.benchmarks.ingest;
