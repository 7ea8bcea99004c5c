// SPDX-License-Identifier: Apache-2.0
/** What Pinot asks about a topic: partitions, offsets and lag. */
package org.apache.iggy.connector.pinot.metadata;
