// SPDX-License-Identifier: Apache-2.0
/** A real browser for the tests of pages. */
package org.apache.iggy.connector.chromium;
