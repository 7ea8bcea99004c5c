// SPDX-License-Identifier: Apache-2.0
/**
 * An Iggy server inside the JVM, for tests and first steps. This package is its API; the packages
 * below it are not.
 */
package org.apache.iggy.connector.embedded;
