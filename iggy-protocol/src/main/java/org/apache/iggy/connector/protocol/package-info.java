// SPDX-License-Identifier: Apache-2.0
/** The Iggy wire protocol: bytes only, no I/O and no dependency. */
package org.apache.iggy.connector.protocol;
