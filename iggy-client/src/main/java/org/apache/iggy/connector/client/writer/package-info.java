// SPDX-License-Identifier: Apache-2.0
/** Writing many messages, with several batches on the wire at once. */
package org.apache.iggy.connector.client.writer;
