// SPDX-License-Identifier: Apache-2.0
/** Every command's code, and what a request and its response have in common. */
package org.apache.iggy.connector.protocol.command;
