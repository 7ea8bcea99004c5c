// SPDX-License-Identifier: Apache-2.0
/** Runs connectors: tasks, delivery, errors and supervision. */
package org.apache.iggy.connector.connect.runtime;
