// SPDX-License-Identifier: Apache-2.0
/** Three ways to read a partition, side by side on the same topic. */
package org.apache.iggy.connector.benchmarks.fetch;
