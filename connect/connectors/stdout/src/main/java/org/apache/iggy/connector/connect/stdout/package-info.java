// SPDX-License-Identifier: Apache-2.0
/** A sink that prints records. */
package org.apache.iggy.connector.connect.stdout;
