// SPDX-License-Identifier: Apache-2.0
/** Commands and responses about consumer groups. */
package org.apache.iggy.connector.protocol.group;
