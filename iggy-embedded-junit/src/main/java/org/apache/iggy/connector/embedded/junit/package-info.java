// SPDX-License-Identifier: Apache-2.0
/** An embedded Iggy server as a JUnit 5 extension. */
package org.apache.iggy.connector.embedded.junit;
