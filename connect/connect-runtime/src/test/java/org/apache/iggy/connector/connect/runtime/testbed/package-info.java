// SPDX-License-Identifier: Apache-2.0
/** What the tests of the runtime work with: a server, scripted sinks, a clock that is moved. */
package org.apache.iggy.connector.connect.runtime.testbed;
