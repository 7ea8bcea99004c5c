// SPDX-License-Identifier: Apache-2.0
/** Table configs and schemas as Pinot's users keep them in files. */
package org.apache.iggy.connector.cli.pinot.config;
