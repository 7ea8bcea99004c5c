// SPDX-License-Identifier: Apache-2.0
/** What Pinot consumes through: the factory it is told of, consumers, batches and offsets. */
package org.apache.iggy.connector.pinot.consumer;
