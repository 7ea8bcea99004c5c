// SPDX-License-Identifier: Apache-2.0
/**
 * Real Pinot realtime tables in one JVM, with SQL; see {@link
 * org.apache.iggy.connector.pinot.embedded.EmbeddedPinot}.
 *
 * <p>{@code EmbeddedTable} is a table as a test sees it; {@code EmbeddedServer}, {@code
 * TableController}, {@code SegmentMetadataStore} and {@code QueryCompiler} stand in for the parts
 * of a cluster that cannot be embedded, and {@code PinotReleaseBridge} holds all that differs
 * between Pinot releases.
 */
package org.apache.iggy.connector.pinot.embedded;
