// SPDX-License-Identifier: Apache-2.0
/** How soon a message that is sent can be read, and queried. */
package org.apache.iggy.connector.benchmarks.freshness;
