// SPDX-License-Identifier: Apache-2.0
/**
 * The offsets that a table leaves on the server: what it has committed, for tools and retention.
 */
package org.apache.iggy.connector.pinot.offset;
