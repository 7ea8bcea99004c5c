// SPDX-License-Identifier: Apache-2.0
/**
 * Reads PostgreSQL: by polling tables in the order of a column, or by following the write-ahead log
 * (change data capture).
 */
package org.apache.iggy.connector.connect.postgres.source;
