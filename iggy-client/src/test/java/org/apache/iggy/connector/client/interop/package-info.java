// SPDX-License-Identifier: Apache-2.0
/** Other people's clients beside ours, on the same server. */
package org.apache.iggy.connector.client.interop;
