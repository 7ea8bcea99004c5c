// SPDX-License-Identifier: Apache-2.0
/** An Iggy topic as a SQL table, in one command. */
package org.apache.iggy.connector.cli.quickstart;
