// SPDX-License-Identifier: Apache-2.0
/** Sources of tests in real tasks, against a real server. */
package org.apache.iggy.connector.connect.runtime.source;
