// SPDX-License-Identifier: Apache-2.0
/** Commands and responses about streams. */
package org.apache.iggy.connector.protocol.stream;
