// SPDX-License-Identifier: Apache-2.0
/** Turns a Kafka table's config into one for Iggy. */
package org.apache.iggy.connector.cli.pinot.migrate;
