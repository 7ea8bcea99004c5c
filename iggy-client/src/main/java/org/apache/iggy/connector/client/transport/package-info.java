// SPDX-License-Identifier: Apache-2.0
/** Bytes to and from a server under deadlines, in the clear or over TLS. */
package org.apache.iggy.connector.client.transport;
