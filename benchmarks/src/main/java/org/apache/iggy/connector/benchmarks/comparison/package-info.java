// SPDX-License-Identifier: Apache-2.0
/** What all comparisons share: rounds, their medians, and the table that shows them. */
package org.apache.iggy.connector.benchmarks.comparison;
