// SPDX-License-Identifier: Apache-2.0
/**
 * What may be done to records between a source or a sink and its topic. Each factory is one type of
 * transform; {@code field} knows where fields are and what they are set to, {@code pattern} what
 * names and values are held against.
 */
package org.apache.iggy.connector.connect.transform;
