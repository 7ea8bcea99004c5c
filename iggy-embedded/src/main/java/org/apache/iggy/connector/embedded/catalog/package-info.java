// SPDX-License-Identifier: Apache-2.0
/** Streams, topics, partitions and consumer groups, without the commands that change them. */
package org.apache.iggy.connector.embedded.catalog;
