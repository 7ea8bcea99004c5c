// SPDX-License-Identifier: Apache-2.0
/** Files of JSON events, one a line. */
package org.apache.iggy.connector.cli.file;
