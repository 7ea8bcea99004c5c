// SPDX-License-Identifier: Apache-2.0
/** Source and sink for PostgreSQL. */
package org.apache.iggy.connector.connect.postgres;
