// SPDX-License-Identifier: Apache-2.0
/** How the plugin meets Pinot releases that differ, and Pinot's two kinds of failure. */
package org.apache.iggy.connector.pinot.spi;
