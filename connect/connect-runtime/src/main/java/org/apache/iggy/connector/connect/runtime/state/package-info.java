// SPDX-License-Identifier: Apache-2.0
/** The files in which sources keep how far they came. */
package org.apache.iggy.connector.connect.runtime.state;
