// SPDX-License-Identifier: Apache-2.0
/** What can be seen of connectors at work: counters, errors, samples of records, times. */
package org.apache.iggy.connector.connect.runtime.monitor;
