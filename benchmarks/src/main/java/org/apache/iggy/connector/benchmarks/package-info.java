// SPDX-License-Identifier: Apache-2.0
/** Measures what the client and the Pinot plugin cost; results stand in RESULTS.md. */
package org.apache.iggy.connector.benchmarks;
