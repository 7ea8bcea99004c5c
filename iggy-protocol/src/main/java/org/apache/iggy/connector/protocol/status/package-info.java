// SPDX-License-Identifier: Apache-2.0
/** What the server answers when it does not do what it was asked to. */
package org.apache.iggy.connector.protocol.status;
