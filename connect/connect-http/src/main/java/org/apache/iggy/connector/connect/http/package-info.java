// SPDX-License-Identifier: Apache-2.0
/** The HTTP API of a runtime, its metrics and its dashboard. */
package org.apache.iggy.connector.connect.http;
