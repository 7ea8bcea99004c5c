// SPDX-License-Identifier: Apache-2.0
/** Fields of payloads: where they are, and what they are set to. */
package org.apache.iggy.connector.connect.transform.field;
