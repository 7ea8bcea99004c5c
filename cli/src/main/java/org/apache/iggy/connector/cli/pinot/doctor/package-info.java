// SPDX-License-Identifier: Apache-2.0
/** Finds out why a table does not do what its owner wants, before or after it is created. */
package org.apache.iggy.connector.cli.pinot.doctor;
