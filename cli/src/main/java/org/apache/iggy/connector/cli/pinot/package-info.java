// SPDX-License-Identifier: Apache-2.0
/** The commands for who runs Iggy topics as tables of a Pinot cluster. */
package org.apache.iggy.connector.cli.pinot;
