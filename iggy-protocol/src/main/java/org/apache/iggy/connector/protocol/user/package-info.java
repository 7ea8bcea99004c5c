// SPDX-License-Identifier: Apache-2.0
/** Commands and responses about users, permissions and login. */
package org.apache.iggy.connector.protocol.user;
