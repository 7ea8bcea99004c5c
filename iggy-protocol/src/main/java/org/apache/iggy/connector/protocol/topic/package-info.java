// SPDX-License-Identifier: Apache-2.0
/** Commands and responses about topics, their partitions and segments. */
package org.apache.iggy.connector.protocol.topic;
