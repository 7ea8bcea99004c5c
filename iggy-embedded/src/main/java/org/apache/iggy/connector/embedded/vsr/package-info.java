// SPDX-License-Identifier: Apache-2.0
/** What only VSR framing has: registered clients, their request numbers, and batches. */
package org.apache.iggy.connector.embedded.vsr;
