// SPDX-License-Identifier: Apache-2.0
/** The formats of payloads. */
package org.apache.iggy.connector.connect.format;
