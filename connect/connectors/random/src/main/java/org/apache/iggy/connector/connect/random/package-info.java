// SPDX-License-Identifier: Apache-2.0
/** A source of random records. */
package org.apache.iggy.connector.connect.random;
