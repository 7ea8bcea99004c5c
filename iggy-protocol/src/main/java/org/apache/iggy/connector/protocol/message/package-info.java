// SPDX-License-Identifier: Apache-2.0
/** Sending and polling: message layout, batches, user headers. */
package org.apache.iggy.connector.protocol.message;
