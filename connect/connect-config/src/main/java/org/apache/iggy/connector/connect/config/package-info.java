// SPDX-License-Identifier: Apache-2.0
/** The configuration of the runtime and its connectors: files, environment and providers. */
package org.apache.iggy.connector.connect.config;
