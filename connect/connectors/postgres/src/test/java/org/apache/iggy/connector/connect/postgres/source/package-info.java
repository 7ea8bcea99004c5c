// SPDX-License-Identifier: Apache-2.0
/** Tests of the PostgreSQL source, on a real PostgreSQL. */
package org.apache.iggy.connector.connect.postgres.source;
