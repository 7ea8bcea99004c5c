// SPDX-License-Identifier: Apache-2.0
/**
 * What VSR, the protocol of Iggy 0.9, has otherwise than the legacy one: headers, operations and
 * bodies, for clients and servers. A command that is in no table of {@link
 * org.apache.iggy.connector.protocol.vsr.VsrRequestBodies} or {@link
 * org.apache.iggy.connector.protocol.vsr.VsrResponseBodies} has the body it always had.
 */
package org.apache.iggy.connector.protocol.vsr;
