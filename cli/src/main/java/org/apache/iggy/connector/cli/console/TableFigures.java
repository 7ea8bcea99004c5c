// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.console;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a table stands at one moment.
 *
 * @param rows rows that a query sees
 * @param meanMessageBytes bytes of an average message of the topic; 0 when it has none
 * @param lagMessages messages of the topic that are not in the table yet; empty when not known
 * @param freshnessMillis age of the data: how long ago the table last held everything that the
 *     topic held; empty when not known
 * @param segments segments of the table, committed and consuming
 * @param problem why some partition is not being consumed, if so
 */
public record TableFigures(
    long rows,
    double meanMessageBytes,
    OptionalLong lagMessages,
    OptionalLong freshnessMillis,
    long segments,
    Optional<String> problem) {}
