// SPDX-License-Identifier: Apache-2.0
/**
 * Writes messages into a table.
 *
 * <p>{@code PostgresSink} lives through its life cycle; {@code SinkSettings} are its configuration.
 * {@code TargetTable} is what the database has, {@code TableDefinition} what is created there. A
 * {@code RowLayout} says which columns are written, a {@code RowEncoder} turns records into rows of
 * {@code COPY}, and a {@code BatchWriter} brings them into the table.
 */
package org.apache.iggy.connector.connect.postgres.sink;
