// SPDX-License-Identifier: Apache-2.0
/** Which releases of Iggy the server imitates. */
package org.apache.iggy.connector.embedded.release;
