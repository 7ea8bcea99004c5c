// SPDX-License-Identifier: Apache-2.0
/** The contract of delivery that every connector is held to. */
package org.apache.iggy.connector.connect.testkit;
