// SPDX-License-Identifier: Apache-2.0
/** Frames around requests and responses; the only place where protocol generations differ. */
package org.apache.iggy.connector.protocol.framing;
