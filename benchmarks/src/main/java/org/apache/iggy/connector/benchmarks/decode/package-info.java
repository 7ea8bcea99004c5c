// SPDX-License-Identifier: Apache-2.0
/** Comparisons and JMH benchmarks of what happens to the bytes that a poll brought. */
package org.apache.iggy.connector.benchmarks.decode;
