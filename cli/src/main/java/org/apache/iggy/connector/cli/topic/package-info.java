// SPDX-License-Identifier: Apache-2.0
/** The Iggy topic behind a table: where it is, what is in it, and writing to it. */
package org.apache.iggy.connector.cli.topic;
