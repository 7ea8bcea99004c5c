// SPDX-License-Identifier: Apache-2.0
/** What may be done to records between a source or a sink and its topic. */
package org.apache.iggy.connector.connect.transform;
