// SPDX-License-Identifier: Apache-2.0
/** Keeping the catalog and the users on disk. */
package org.apache.iggy.connector.embedded.metadata;
