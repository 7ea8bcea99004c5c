// SPDX-License-Identifier: Apache-2.0
/** Avro: single records in the binary encoding, without a header. */
package org.apache.iggy.connector.connect.format.avro;
