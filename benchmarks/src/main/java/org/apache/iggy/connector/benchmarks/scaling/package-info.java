// SPDX-License-Identifier: Apache-2.0
/** What many partitions cost: busy ones and idle ones. */
package org.apache.iggy.connector.benchmarks.scaling;
