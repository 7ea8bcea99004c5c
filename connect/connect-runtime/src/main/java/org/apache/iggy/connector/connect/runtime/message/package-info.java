// SPDX-License-Identifier: Apache-2.0
/** Messages of Iggy as records, and records as messages. */
package org.apache.iggy.connector.connect.runtime.message;
