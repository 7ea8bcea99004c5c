// SPDX-License-Identifier: Apache-2.0
/** Makes a Pinot schema and table config from a sample of JSON events. */
package org.apache.iggy.connector.cli.schema;
