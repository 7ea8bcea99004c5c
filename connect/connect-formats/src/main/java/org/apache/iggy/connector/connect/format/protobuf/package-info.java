// SPDX-License-Identifier: Apache-2.0
/**
 * Protocol Buffers: schemas from {@code .proto} text or descriptor sets, messages to values and
 * back by the rules of the protobuf JSON mapping.
 *
 * @see <a href="https://protobuf.dev/programming-guides/json/">ProtoJSON</a>
 */
package org.apache.iggy.connector.connect.format.protobuf;
