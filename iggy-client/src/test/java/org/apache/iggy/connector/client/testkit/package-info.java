// SPDX-License-Identifier: Apache-2.0
/** Servers for tests: an embedded or real one, and one whose faults are scripted. */
package org.apache.iggy.connector.client.testkit;
