// SPDX-License-Identifier: Apache-2.0
/** Numbered messages, topics of tests, and exact counts of what arrived. */
package org.apache.iggy.connector.connect.testkit.load;
