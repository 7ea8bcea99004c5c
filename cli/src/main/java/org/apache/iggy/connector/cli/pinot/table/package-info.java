// SPDX-License-Identifier: Apache-2.0
/** Writes the config and schema of a table from a sample of its topic. */
package org.apache.iggy.connector.cli.pinot.table;
