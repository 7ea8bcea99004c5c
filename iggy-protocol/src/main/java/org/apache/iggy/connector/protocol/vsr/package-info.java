// SPDX-License-Identifier: Apache-2.0
/** What VSR, the protocol of Iggy 0.9, has otherwise than the legacy one: headers and bodies. */
package org.apache.iggy.connector.protocol.vsr;
