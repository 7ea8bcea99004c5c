// SPDX-License-Identifier: Apache-2.0
/** A real PostgreSQL for tests, also of other modules. */
package org.apache.iggy.connector.connect.postgres.testkit;
