// SPDX-License-Identifier: Apache-2.0
/** Values that commands of several areas share. */
package org.apache.iggy.connector.protocol.primitive;
