// SPDX-License-Identifier: Apache-2.0
/** What the author of a connector, a transform or a format depends on, and all of it. */
package org.apache.iggy.connector.connect.api;
