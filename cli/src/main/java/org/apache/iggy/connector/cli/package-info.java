// SPDX-License-Identifier: Apache-2.0
/** The command line of Iggy Connect. */
package org.apache.iggy.connector.cli;
