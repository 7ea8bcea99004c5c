// SPDX-License-Identifier: Apache-2.0
/** Patterns that names and values are held against. */
package org.apache.iggy.connector.connect.transform.pattern;
