// SPDX-License-Identifier: Apache-2.0
/**
 * Keeps tasks at work: a thread each, started anew when it dies, held, and ended within a deadline.
 * What a task does is behind {@link org.apache.iggy.connector.connect.runtime.task.ConnectorTask}.
 */
package org.apache.iggy.connector.connect.runtime.task;
