// SPDX-License-Identifier: Apache-2.0

/**
 * Reads JSON objects out of UTF-8 bytes when the fields that matter are known in advance.
 *
 * <p>Each method takes the bytes of a document and a position, and returns the position after what
 * it has read; a method that also makes a value returns that and leaves the position in a field.
 * The bytes end in zeros ({@link DocumentBuffer}): no token goes on over a zero, so nothing looks
 * for the end of the document, and eight bytes can be loaded wherever one may stand.
 *
 * <p>Whatever is skipped is checked as strictly as what is read. Nothing here is thread-safe or
 * keeps a document.
 */
package org.apache.iggy.connector.pinot.decoder.json;
