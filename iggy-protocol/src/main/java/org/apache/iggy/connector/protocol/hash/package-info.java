// SPDX-License-Identifier: Apache-2.0
/** The two hash functions that Iggy's wire format and partition routing rest on. */
package org.apache.iggy.connector.protocol.hash;
