// SPDX-License-Identifier: Apache-2.0
/** The server's commands as typed methods, one class for each area; they hold no state. */
package org.apache.iggy.connector.client.command;
