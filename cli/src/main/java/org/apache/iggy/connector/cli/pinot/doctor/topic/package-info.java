// SPDX-License-Identifier: Apache-2.0
/** Checks of the topic behind a table: existence, permission, offsets, retention, sizes. */
package org.apache.iggy.connector.cli.pinot.doctor.topic;
