// SPDX-License-Identifier: Apache-2.0
/** Reading as a member of a consumer group. */
package org.apache.iggy.connector.client.group;
