// SPDX-License-Identifier: Apache-2.0
/** Reading a partition from an offset, with the next request always on its way. */
package org.apache.iggy.connector.client.reader;
