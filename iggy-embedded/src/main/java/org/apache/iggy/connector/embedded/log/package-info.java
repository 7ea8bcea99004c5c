// SPDX-License-Identifier: Apache-2.0
/** Where a partition's messages and stored offsets live, in memory or on a folder. */
package org.apache.iggy.connector.embedded.log;
