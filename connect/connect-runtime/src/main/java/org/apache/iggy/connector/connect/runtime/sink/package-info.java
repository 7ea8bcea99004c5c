// SPDX-License-Identifier: Apache-2.0
/** Delivers messages of topics to sinks: read, transformed, written, and only then stored so. */
package org.apache.iggy.connector.connect.runtime.sink;
