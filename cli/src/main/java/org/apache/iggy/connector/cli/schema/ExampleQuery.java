// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.schema;

/**
 * A query to start from.
 *
 * @param title what it answers, in a few words
 * @param sql the query
 */
public record ExampleQuery(String title, String sql) {}
