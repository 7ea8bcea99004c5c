// SPDX-License-Identifier: Apache-2.0
/** Connectors that tests can trust: they move records between Iggy and files. */
package org.apache.iggy.connector.connect.testkit.recording;
