// SPDX-License-Identifier: Apache-2.0
/**
 * Drives the packed plugin as Pinot does, for the tests of the distribution. Everything of Pinot is
 * reached by reflection, so that the same classes run with every release of its SPI.
 */
package org.apache.iggy.connector.pinot.drive;
