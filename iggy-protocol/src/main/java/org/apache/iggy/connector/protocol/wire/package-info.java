// SPDX-License-Identifier: Apache-2.0
/** Reading and writing the protocol's primitive values, always little-endian and bounds-checked. */
package org.apache.iggy.connector.protocol.wire;
