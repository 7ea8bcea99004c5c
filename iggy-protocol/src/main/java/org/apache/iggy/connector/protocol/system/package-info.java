// SPDX-License-Identifier: Apache-2.0
/** Commands and responses about the server, its cluster and its clients. */
package org.apache.iggy.connector.protocol.system;
