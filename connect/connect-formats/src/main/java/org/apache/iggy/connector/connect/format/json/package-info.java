// SPDX-License-Identifier: Apache-2.0
/** JSON. */
package org.apache.iggy.connector.connect.format.json;
