// SPDX-License-Identifier: Apache-2.0
/** Checks of the way to the server: name, TCP, TLS, protocol and login. */
package org.apache.iggy.connector.cli.pinot.doctor.server;
