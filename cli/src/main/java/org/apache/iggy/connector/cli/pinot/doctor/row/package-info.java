// SPDX-License-Identifier: Apache-2.0
/** Checks of what becomes of a topic's messages: decoding, columns, types, times, keys. */
package org.apache.iggy.connector.cli.pinot.doctor.row;
