// SPDX-License-Identifier: Apache-2.0

/** Turns the JSON payload of an Iggy message into the values of a Pinot row. */
package org.apache.iggy.connector.pinot.decoder;
