// SPDX-License-Identifier: Apache-2.0
/** Commands for who moves data between Iggy topics and other systems. */
package org.apache.iggy.connector.cli.connect;
