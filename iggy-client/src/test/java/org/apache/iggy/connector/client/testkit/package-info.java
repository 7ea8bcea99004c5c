// SPDX-License-Identifier: Apache-2.0
/**
 * Servers for tests: an embedded or real one, in this process or in one of its own that can be
 * killed; one whose faults are scripted; and a proxy whose faults are commanded.
 */
package org.apache.iggy.connector.client.testkit;
