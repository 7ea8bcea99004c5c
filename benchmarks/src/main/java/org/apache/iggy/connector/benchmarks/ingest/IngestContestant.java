// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.benchmarks.ingest;

import java.util.Map;

/**
 * One way to fill a table.
 *
 * @param name what the table of results calls it
 * @param streamSettings the stream configuration of its Pinot table
 */
record IngestContestant(String name, Map<String, String> streamSettings) {}
