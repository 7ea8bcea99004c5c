// SPDX-License-Identifier: Apache-2.0
/** What is seen of each partition from outside: a JMX bean, and few log lines. */
package org.apache.iggy.connector.pinot.monitor;
