// SPDX-License-Identifier: Apache-2.0
/** Commands and responses about stored consumer offsets. */
package org.apache.iggy.connector.protocol.offset;
