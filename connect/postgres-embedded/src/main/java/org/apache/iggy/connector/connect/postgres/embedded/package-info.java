// SPDX-License-Identifier: Apache-2.0
/** A real PostgreSQL in a process of its own, for tests and first steps. */
package org.apache.iggy.connector.connect.postgres.embedded;
