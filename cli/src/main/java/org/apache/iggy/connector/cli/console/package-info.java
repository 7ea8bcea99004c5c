// SPDX-License-Identifier: Apache-2.0
/**
 * The console: one web page, and the HTTP API behind it, over one table.
 *
 * <p>It serves this machine only. What it shows comes from a {@link
 * org.apache.iggy.connector.cli.console.ConsoleBackend}.
 */
package org.apache.iggy.connector.cli.console;
