// SPDX-License-Identifier: Apache-2.0
/**
 * Frames around requests and responses. Generations of the protocol differ here and in the bodies
 * of {@link org.apache.iggy.connector.protocol.vsr}, and nowhere above.
 */
package org.apache.iggy.connector.protocol.framing;
