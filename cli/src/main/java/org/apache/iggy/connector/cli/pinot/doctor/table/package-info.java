// SPDX-License-Identifier: Apache-2.0
/** Checks of what the files say, before anything is connected to. */
package org.apache.iggy.connector.cli.pinot.doctor.table;
