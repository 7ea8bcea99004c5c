// SPDX-License-Identifier: Apache-2.0
/** The runtime in processes of its own, to be stopped and killed. */
package org.apache.iggy.connector.connect.testkit.process;
