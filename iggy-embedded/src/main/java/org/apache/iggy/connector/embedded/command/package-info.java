// SPDX-License-Identifier: Apache-2.0
/** What the server does for each command, one class an area. */
package org.apache.iggy.connector.embedded.command;
