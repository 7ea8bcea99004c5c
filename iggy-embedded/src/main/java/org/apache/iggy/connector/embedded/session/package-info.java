// SPDX-License-Identifier: Apache-2.0
/** Who is connected: one session a connection. */
package org.apache.iggy.connector.embedded.session;
