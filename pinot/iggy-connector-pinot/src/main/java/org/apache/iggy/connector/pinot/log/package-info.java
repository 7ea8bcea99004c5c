// SPDX-License-Identifier: Apache-2.0
/** What the plugin writes into Pinot's log, and how little of it. */
package org.apache.iggy.connector.pinot.log;
