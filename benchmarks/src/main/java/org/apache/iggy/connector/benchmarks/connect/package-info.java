// SPDX-License-Identifier: Apache-2.0
/** What it costs to move messages from a topic to another system, in our runtime and in others. */
package org.apache.iggy.connector.benchmarks.connect;
