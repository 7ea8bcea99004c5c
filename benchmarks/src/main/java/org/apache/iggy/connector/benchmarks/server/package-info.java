// SPDX-License-Identifier: Apache-2.0
/** The Iggy server that a comparison runs on, and topics filled for it. */
package org.apache.iggy.connector.benchmarks.server;
