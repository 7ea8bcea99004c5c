// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.log;

/**
 * Whose offset is stored: a single consumer's or a consumer group's.
 *
 * @param group whether it is a consumer group
 * @param id the consumer's number (a name's xxHash32), or the group's id
 */
public record ConsumerKey(boolean group, long id) {}
