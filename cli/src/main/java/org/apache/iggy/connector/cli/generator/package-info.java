// SPDX-License-Identifier: Apache-2.0
/** Believable user events to look at when there are none of one's own. */
package org.apache.iggy.connector.cli.generator;
