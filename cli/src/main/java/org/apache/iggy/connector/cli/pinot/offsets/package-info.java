// SPDX-License-Identifier: Apache-2.0
/** What a table has stored on the server, to look at and to delete. */
package org.apache.iggy.connector.cli.pinot.offsets;
