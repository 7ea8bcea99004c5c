// SPDX-License-Identifier: Apache-2.0
/**
 * FlatBuffers, read and written by the binary schema that {@code flatc --binary --schema} makes.
 *
 * @see <a href="https://flatbuffers.dev/internals/">The format</a>
 */
package org.apache.iggy.connector.connect.format.flatbuffer;
