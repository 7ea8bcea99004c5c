// SPDX-License-Identifier: Apache-2.0
/**
 * Finds connectors and transforms, on the class path and in folders of plugins, each of which has a
 * class loader of its own.
 */
package org.apache.iggy.connector.connect.runtime.plugin;
