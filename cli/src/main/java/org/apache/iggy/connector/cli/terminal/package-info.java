// SPDX-License-Identifier: Apache-2.0
/** Output for people: what a terminal can show, wrapped text, aligned tables. */
package org.apache.iggy.connector.cli.terminal;
