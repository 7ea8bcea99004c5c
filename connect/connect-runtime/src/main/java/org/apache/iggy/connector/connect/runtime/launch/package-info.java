// SPDX-License-Identifier: Apache-2.0
/** Puts a runtime together: configuration, plugins, tasks, and the watching of the folder. */
package org.apache.iggy.connector.connect.runtime.launch;
